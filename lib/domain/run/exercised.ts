import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { RunRow, RunStore } from "#lib/domain/store-port.ts";
import type { ExercisedView, ExerciseMark } from "#lib/domain/views/plan-view.ts";

/** How far back the ledger looks. */
const runsLookedAt = 100;

/** What a harmless drill rehearses of a failover: the same statements on a copy, the same cmdlets with -WhatIf. */
const rehearsed: Readonly<Record<string, readonly string[]>> = {
  "drill-restore": ["apply-log-backups", "bring-online"],
  "drill-rehearse": ["set-pool-state", "set-active-servers"],
};

const never: ExercisedView = { real: null, rehearsed: null };

/** When each step was last carried out for real, and last rehearsed, by step. Reads journals only. Safe to call twice. */
export async function readExercised(
  store: Pick<RunStore, "runs" | "eventsOfKinds">,
  poolFqdn: string,
): Promise<ReadonlyMap<string, ExercisedView>> {
  const rows = await store.runs(poolFqdn, runsLookedAt);
  const events = await store.eventsOfKinds(
    rows.map((row) => row.id),
    ["step-finished", "act-intended"],
  );
  return lastExercised(rows, events);
}

/**
 * The ledger out of journals: a step counts when it was carried through in a run and began an act there; one that was skipped, or had
 * nothing to do, was not exercised. `rows` newest first. Pure.
 */
export function lastExercised(
  rows: readonly Pick<RunRow, "id" | "label">[],
  events: readonly RunEvent[],
): ReadonlyMap<string, ExercisedView> {
  const ledger = new Map<string, ExercisedView>();
  for (const { id, label } of rows) {
    const own = events.filter((e) => e.runId === id);
    const begun = new Set(own.flatMap((e) => (e.kind === "act-intended" ? [e.stepId] : [])));
    for (const e of own) {
      if (e.kind !== "step-finished" || e.outcome !== "done" || !begun.has(e.stepId)) continue;
      const mark = { at: e.at, runId: id, label };
      note(ledger, { step: e.stepId, kind: "real", mark });
      for (const step of rehearsed[e.stepId] ?? []) note(ledger, { step, kind: "rehearsed", mark });
    }
  }
  return ledger;
}

type Noted = { readonly step: string; readonly kind: keyof ExercisedView; readonly mark: ExerciseMark };

function note(ledger: Map<string, ExercisedView>, { step, kind, mark }: Noted): void {
  const known = ledger.get(step) ?? never;
  const last = known[kind];
  if (last === null || last.at < mark.at) ledger.set(step, { ...known, [kind]: mark });
}

/** One procedure as the ledger has it: how many of its steps were ever carried out, and when the one that waits longest was. Pure. */
export function exercisedOf(steps: readonly string[], ledger: ReadonlyMap<string, ExercisedView>) {
  const marks = steps.flatMap((step) => ledger.get(step)?.real ?? []);
  const oldest = marks.reduce<ExerciseMark | null>((old, m) => (old === null || m.at < old.at ? m : old), null);
  return { steps: steps.length, exercised: marks.length, oldest: marks.length === steps.length ? oldest : null };
}
