import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { ended } from "#lib/domain/run/transitions.ts";
import type { RunRow, RunStore } from "#lib/domain/store-port.ts";
import type { HomeReturn } from "#lib/domain/views/overview-view.ts";

/** The failover that home was left behind by, and how far it went. */
export type FailoverStage = {
  readonly runId: string;
  readonly runLabel: string;
  readonly stage: HomeReturn["stage"];
  /** When the run began, ISO UTC. */
  readonly since: string;
  readonly isRunning: boolean;
  /** Home instances that a person has attested to be off, so they were silent then. */
  readonly attested: readonly string[];
};

const overwrites = ["restore-home", "seed-home"];
const runsLookedAt = 20;

/**
 * Whether home's return would matter now: while a failover is under way, and from its step 4 on until a failback replaces home's
 * copy; not while a failback is at work at home, nor after a failover that ended before step 4. Null: home is where it belongs.
 * `fold` gives a run's state; a caller that asks often keeps it. Only reads the audit.
 */
export async function readFailoverStage(
  store: Pick<RunStore, "runs">,
  poolFqdn: string,
  fold: (row: RunRow) => Promise<RunState>,
): Promise<FailoverStage | null> {
  for (const row of await store.runs(poolFqdn, runsLookedAt)) {
    if (!leavesHome(row.procedure) && row.procedure !== "failback") continue;
    const isRunning = !ended.includes(row.status);
    if (row.procedure === "failback" && isRunning) return null;
    const run = await fold(row);
    if (row.procedure === "failback") {
      if (overwrites.some((id) => (run.acts.get(id)?.attempts ?? 0) > 0)) return null;
      continue;
    }
    const stage = stageOf(run);
    // Ended before the copy came online: home was never left.
    if (stage === "before-recovery" && !isRunning) return null;
    // Given up between 4 and 5: the recovered copy was set READ_ONLY, and home goes on.
    if (!isRunning && run.acts.get("other-read-only")?.status === "done") return null;
    const attested = [...new Set(run.taken.flatMap((t) => t.attestations).map((a) => a.instance))];
    return { runId: row.id, runLabel: row.label, stage, since: row.startedAt, isRunning, attested };
  }
  return null;
}

/** A recovery whose effect is not known counts as one. */
function stageOf(run: RunState): HomeReturn["stage"] {
  const begun = (id: string) => (run.acts.get(id)?.attempts ?? 0) > 0 || run.acts.get(id)?.status === "done";
  if (begun("set-pool-state")) return "after-switch";
  return begun("bring-online") ? "between" : "before-recovery";
}

/** Folds journals and keeps them: of a run asked about again, only what came since is read. */
export function keepingFold(store: Pick<RunStore, "events">): (row: RunRow) => Promise<RunState> {
  const kept = new Map<string, RunState>();
  return async (row) => {
    const before = kept.get(row.id);
    const events = await store.events(row.id, before?.last ?? 0);
    const now = before ? foldRun(events, before) : foldRun(events);
    kept.set(row.id, now);
    return now;
  };
}
