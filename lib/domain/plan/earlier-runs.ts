import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { ActState, RunState } from "#lib/domain/run/run-state.ts";
import type { Survey } from "#lib/domain/steps/survey.ts";

/** Bytes carried and the seconds it took. */
export type Carried = { readonly bytes: number; readonly seconds: number };
/** What journals say: seconds per step, newest run first; bytes and seconds per lane. */
export type EarlierRuns = {
  readonly measured: ReadonlyMap<string, readonly number[]>;
  readonly copy: Carried | null;
  readonly apply: Carried | null;
};

/** Measures journals of ended runs, newest first. Pure; the same journals give the same figures. */
export function measureRuns(journals: readonly (readonly RunEvent[])[]): EarlierRuns {
  const measured = new Map<string, number[]>();
  for (const events of journals)
    for (const [step, each] of stepSeconds(events)) measured.set(step, [...(measured.get(step) ?? []), each]);
  const folded = journals.map((events) => foldRun(events));
  return { measured, copy: carried(folded, copiedBytes), apply: carried(folded, appliedBytes) };
}

/**
 * Seconds each finished step took, without the time in which a person was asked or the run was paused. A step that a crash or a change
 * of the runner cut through says nothing about its length and is left out, as is a skipped one.
 */
export function stepSeconds(events: readonly RunEvent[]): ReadonlyMap<string, number> {
  const began = new Map<string, { readonly atMs: number; readonly waitedMs: number }>();
  const seconds = new Map<string, number>();
  const waiting = new Set<string>();
  let waitedMs = 0;
  let sinceMs = 0;
  let takers = 0;
  const wait = (key: string, atMs: number) => {
    if (waiting.size === 0) sinceMs = atMs;
    waiting.add(key);
  };
  const goOn = (key: string, atMs: number) => {
    if (waiting.delete(key) && waiting.size === 0) waitedMs += atMs - sinceMs;
  };
  for (const e of events) {
    const atMs = Date.parse(e.at);
    if (e.kind === "decision-asked") wait(e.decision.id, atMs);
    else if (e.kind === "decision-taken") goOn(e.decisionId, atMs);
    else if (e.kind === "paused") wait("paused", atMs);
    else if (e.kind === "resumed") goOn("paused", atMs);
    else if (e.kind === "step-entered") began.set(e.stepId, { atMs, waitedMs });
    else if (e.kind === "interrupted" || (e.kind === "runner-took" && ++takers > 1)) began.clear();
    else if (e.kind === "step-finished") {
      const start = began.get(e.stepId);
      if (start && e.outcome === "done")
        seconds.set(e.stepId, (atMs - start.atMs - (waitedMs - start.waitedMs)) / 1_000);
    }
  }
  return seconds;
}

type BytesOf = (run: RunState, act: ActState) => string | null;

function carried(runs: readonly RunState[], bytesOf: BytesOf): Carried | null {
  let bytes = 0;
  let ms = 0;
  for (const run of runs)
    for (const act of run.acts.values()) {
      const size = bytesOf(run, act);
      // A second attempt has somebody's thinking in it.
      if (size === null || act.status !== "done" || act.attempts !== 1 || !act.startedAt || !act.finishedAt) continue;
      bytes += Number(size);
      ms += Date.parse(act.finishedAt) - Date.parse(act.startedAt);
    }
  return bytes > 0 && ms > 0 ? { bytes, seconds: ms / 1_000 } : null;
}

const copiedBytes: BytesOf = (_, act) => (act.command?.kind === "file" ? act.command.parameters.sizeBytes : null);

const appliedBytes: BytesOf = (run, act) => {
  if (!act.id.startsWith("apply-log-backup:")) return null;
  const guid = act.id.slice("apply-log-backup:".length);
  const surveys = [...run.acts.values()].filter((a) => a.id.startsWith("survey:")).map((a) => a.result);
  const sets = surveys.flatMap((result) => (result as Survey | undefined)?.sets ?? []);
  return sets.find((s) => s.header.backupSetGuid === guid)?.sizeBytes ?? null;
};
