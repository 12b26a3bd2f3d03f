import { verifyChain } from "#lib/domain/audit/chain.ts";
import type { Command } from "#lib/domain/commands/command.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { statusOf } from "#lib/domain/run/status-of.ts";
import type { Bench } from "#lib/engine/testing/engine-bench.ts";
import { strangeCommands } from "#lib/engine/testing/planned.ts";
import { illegalMoves } from "./legal-states.ts";

/** What a drill made is nobody's, and may be dropped and recovered again. */
const isOfDrill = (c: Command) =>
  c.text.includes("[mgc_drill]") || (c.kind === "sql" && c.parameters.database === "mgc_drill");

/** Commands that must never be sent again by themselves. */
export const isOnce = (c: Command) =>
  !isOfDrill(c) &&
  (c.text === "Install-CsMirrorDatabase" ||
    c.text === "Invoke-CsDatabaseFailover" ||
    c.text.startsWith("KILL ") ||
    c.text.startsWith("DROP ") ||
    c.text.includes("sp_add_job ") ||
    c.text.includes("PARTNER FAILOVER") ||
    (c.text.includes("WITH RECOVERY") && c.text.startsWith("RESTORE")));

/** What holds for every journal, whatever happened. Gives what does not, in words. */
export async function journalFaults(
  bench: Pick<Bench, "events" | "store" | "runId" | "plan">,
): Promise<readonly string[]> {
  const events = await bench.events();
  const whole = foldRun(events);
  const oneByOne = events.reduce<RunState | undefined>((run, e) => foldRun([e], run), undefined);
  const chain = verifyChain(bench.store.chain(bench.runId));
  const row = await bench.store.run(bench.runId);
  return [
    ...(chain.kind === "whole" && chain.count === events.length
      ? []
      : [`the chain is not whole: ${JSON.stringify(chain)}`]),
    ...events.flatMap((e, i) => (e.number === i + 1 ? [] : [`event ${i + 1} has the number ${e.number}`])),
    ...(isSame(whole, oneByOne) ? [] : ["the journal folds to another run event by event than at once"]),
    ...(row?.status === statusOf(whole) ? [] : [`the row says ${row?.status}, the journal ${statusOf(whole)}`]),
    ...strangeCommands(events, bench.plan).map((c) => `not in the plan: ${c}`),
    ...illegalMoves(events),
    ...afterTheEnd(events),
    ...sentAgain(events),
    ...beyondHolds(events),
    ...unproven(events, whole),
  ];
}

function isSame(a: RunState, b: RunState | undefined): boolean {
  const plain = (run: RunState | undefined) => run && { ...run, acts: [...run.acts], steps: [...run.steps] };
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function afterTheEnd(events: readonly RunEvent[]): readonly string[] {
  const end = events.findIndex((e) => e.kind === "run-finished");
  const people = [
    "decision-taken",
    "resumed",
    "pause-requested",
    "hand-over-offered",
    "owner-changed",
    "abort-requested",
  ];
  return events
    .slice(end + 1)
    .flatMap((e) =>
      end < 0 || people.includes(e.kind) || e.kind.startsWith("override") ? [] : [`${e.kind} after the end`],
    );
}

/** A command that must not be repeated is sent again only after a person's answer about it. */
function sentAgain(events: readonly RunEvent[]): readonly string[] {
  const asked = new Map(
    events.flatMap((e) => (e.kind === "decision-asked" ? [[e.decision.id, e.decision.actId]] : [])),
  );
  return events.flatMap((e, i) => {
    if (e.kind !== "act-intended" || e.command === null || !isOnce(e.command)) return [];
    const last = events.findLastIndex((p, at) => at < i && p.kind === "act-intended" && p.actId === e.actId);
    if (last < 0) return [];
    const isAnswered = events
      .slice(last, i)
      .some(
        (p) => (p.kind === "decision-taken" || p.kind === "override-confirmed") && asked.get(p.decisionId) === e.actId,
      );
    return isAnswered ? [] : [`${e.actId} is intended again (event ${e.number}) without a person's answer`];
  });
}

/**
 * Once the run stands still, and once it was aborted, nothing more is intended but what is undone. A lane that had passed its gate
 * when the word came may still write one intent.
 */
function beyondHolds(events: readonly RunEvent[]): readonly string[] {
  let run: RunState | undefined;
  const passed = { paused: 0, aborted: 0 };
  const faults: string[] = [];
  for (const e of events) {
    if (e.kind === "resumed") passed.paused = 0;
    if (e.kind === "act-intended" && e.command !== null && !e.actId.startsWith("undo:")) {
      if (run?.isPaused && ++passed.paused > 1)
        faults.push(`${e.actId} is intended while the run is paused (event ${e.number})`);
      if (run?.abortRequested && ++passed.aborted > 2)
        faults.push(`${e.actId} is intended after the abort (event ${e.number})`);
    }
    run = foldRun([e], run);
  }
  return faults;
}

/**
 * A run that came to its end has every check of its proofs passed, warned of, or gone past by a person; one that succeeded has none
 * of its verification gone past.
 */
function unproven(events: readonly RunEvent[], run: RunState): readonly string[] {
  if (run.outcome !== "succeeded" && run.outcome !== "succeeded-service-not-proven") return [];
  const isProven = run.outcome === "succeeded";
  const passed = (stepId: string, checkId: string) =>
    run.taken.some((t) => t.choice === "go-on" && t.decision.stepId === stepId && t.decision.facts.check === checkId);
  const asks = new Set(
    events.flatMap((e) => (e.kind === "decision-asked" && e.decision.facts.check ? [e.decision.facts.check] : [])),
  );
  return [...run.steps].flatMap(([stepId, step]) => {
    const last = new Map(step.findings.filter((f) => f.phase === "proof").map((f) => [f.checkId, f.verdict]));
    return [...last].flatMap(([id, verdict]) => {
      // Without it the run does not end as succeeded: that is its answer, and nobody is asked.
      if (id === "test-message" && !isProven) return [];
      const isBad = verdict === "fail" || (verdict === "unknown" && (id === "test-message" || asks.has(id)));
      const mayBePassed = !(isProven && stepId.startsWith("verify"));
      return isBad && !(mayBePassed && passed(stepId, id)) && !recordedOnly.has(id)
        ? [`${isProven ? "succeeded" : "ended"} although ${stepId}: ${id} is "${verdict}"`]
        : [];
    });
  });
}

/** Proofs that are only shown: rule 1 asks again where they matter. */
const recordedOnly = new Set(["home-fenced", "home-fenced-by-tail", "capture-age", "compliance-drained"]);
