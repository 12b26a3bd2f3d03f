import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import type { RunStore, Watermark } from "#lib/domain/store-port.ts";

/** The newest failover that made the other copy writable, and what that copy held before anybody could write. */
export type RecoveredRun = {
  readonly runId: string;
  readonly label: string;
  /** When the copy came online, ISO UTC. */
  readonly recoveredAt: string;
  /** Newest message number per room, taken before anyone could write; null when it was left out. */
  readonly watermark: Watermark | null;
};

/** Acts of a failback that replace home's copy: what was stranded there is then only in the safe copies. */
const overwrites = ["restore-home", "seed-home"];
const runsLookedAt = 50;

/**
 * Which failover the copies at home were left behind by; "overwritten": a failback has replaced home's copy since; null: the pool
 * never failed over. Only reads the audit. Safe to call twice.
 */
export async function findRecoveredRun(
  store: Pick<RunStore, "runs" | "events">,
  poolFqdn: string,
): Promise<RecoveredRun | { readonly overwrittenBy: string } | null> {
  for (const row of await store.runs(poolFqdn, runsLookedAt)) {
    if (!leavesHome(row.procedure) && row.procedure !== "failback") continue;
    const run = foldRun(await store.events(row.id));
    if (row.procedure === "failback") {
      if (overwrites.some((id) => (run.acts.get(id)?.attempts ?? 0) > 0)) return { overwrittenBy: row.label };
      continue;
    }
    const online = run.acts.get("bring-online");
    if (online?.status !== "done") continue;
    return {
      runId: row.id,
      label: row.label,
      recoveredAt: online.finishedAt ?? row.startedAt,
      watermark: (resultOf(run, "sample-recovered") as Watermark | undefined) ?? null,
    };
  }
  return null;
}
