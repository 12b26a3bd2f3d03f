import { figureKinds, recoveredIn } from "#lib/domain/history-figures.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { StoredPlan } from "#lib/domain/store-port.ts";
import { parseEvent, parseRun } from "./rows.ts";
import type { Transaction } from "./transact.ts";

type ListColumns = {
  readonly durationSeconds: number;
  readonly backSeconds: number | null;
  readonly targetSeconds: number | null;
};

/** What a run that ends at `last` is sorted, filtered and drawn by, from its journal and its plan, inside the transaction of that event. */
export async function listColumns(tx: Transaction, last: Pick<RunEvent, "runId" | "at">): Promise<ListColumns> {
  const row = parseRun(await tx.run.findUniqueOrThrow({ where: { id: last.runId } }));
  const rows = await tx.runEvent.findMany({
    where: { runId: row.id, kind: { in: [...figureKinds] } },
    orderBy: { number: "asc" },
  });
  const plan = await tx.plan.findUnique({ where: { id: row.planId }, select: { view: true } });
  const moves = row.procedure === "failover" || row.procedure === "mirror-failover";
  const back = recoveredIn(row, rows.map(parseEvent));
  return {
    durationSeconds: Math.max(0, Math.round((Date.parse(last.at) - Date.parse(row.startedAt)) / 1_000)),
    backSeconds: back === null ? null : Math.round(back),
    targetSeconds: moves && plan ? targetOf(plan.view) : null,
  };
}

/** The view is ours, written by `savePlan` from a PlanView; tests write less. */
function targetOf(view: string): number | null {
  const { targets } = JSON.parse(view) as Partial<StoredPlan["view"]>;
  return targets?.recoveryTimeSeconds ?? null;
}
