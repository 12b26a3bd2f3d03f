import type { RunColumns } from "#lib/domain/local-journal-port.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { RunRow, StoredPlan } from "#lib/domain/store-port.ts";

/** What this process has read and written of the run that has not ended: enough to go on when the database is dead. */
export type KnownRuns = {
  readonly row: (runId: string) => RunRow | null;
  readonly rows: () => readonly RunRow[];
  readonly plan: (planId: string) => StoredPlan | null;
  /** The whole journal, or null when it was never read from its beginning. */
  readonly events: (runId: string) => readonly RunEvent[] | null;
  /** The run that the database calls active, or none; everything else is forgotten. */
  readonly keepActive: (row: RunRow | null) => void;
  readonly keepPlan: (plan: StoredPlan) => void;
  /** Events of a known run that follow number `after`. */
  readonly keepEvents: (runId: string, after: number, events: readonly RunEvent[]) => void;
  readonly keepAppended: (event: RunEvent, row: RunColumns) => void;
};

/** Makes an empty memory. */
export function knownRuns(): KnownRuns {
  const rows = new Map<string, RunRow>();
  const plans = new Map<string, StoredPlan>();
  const journals = new Map<string, RunEvent[]>();
  const keepEvents: KnownRuns["keepEvents"] = (runId, after, events) => {
    const known = journals.get(runId);
    if (after === 0 && rows.has(runId)) journals.set(runId, [...events]);
    else known?.push(...events.filter((e) => e.number > known.length && e.number > after));
  };
  return {
    row: (runId) => rows.get(runId) ?? null,
    rows: () => [...rows.values()],
    plan: (planId) => plans.get(planId) ?? null,
    events: (runId) => journals.get(runId) ?? null,
    keepActive: (row) => {
      for (const { id, planId } of rows.values()) {
        if (id === row?.id) continue;
        rows.delete(id);
        journals.delete(id);
        plans.delete(planId);
      }
      if (row) rows.set(row.id, row);
    },
    keepPlan: (plan) => {
      if ([...rows.values()].some((row) => row.planId === plan.id)) plans.set(plan.id, plan);
    },
    keepEvents,
    keepAppended: (event, row) => {
      keepEvents(event.runId, event.number - 1, [event]);
      const known = rows.get(event.runId);
      if (known) rows.set(event.runId, { ...known, ...row });
    },
  };
}
