import { figureKinds, recoveredIn } from "#lib/domain/history-figures.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { achievedPoint } from "#lib/domain/run/loss.ts";
import type { StoredPlan } from "#lib/domain/store-port.ts";
import { parseEvent, parseRun } from "./rows.ts";
import type { Transaction } from "./transact.ts";

type ListColumns = {
  readonly durationSeconds: number;
  readonly backSeconds: number | null;
  readonly targetSeconds: number | null;
  readonly pointSeconds: number | null;
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
    pointSeconds: row.procedure === "failover" ? await pointOf(tx, row.id) : null,
  };
}

/** From the two samples that a failover's loss rests on; null where one of them is missing. */
async function pointOf(tx: Transaction, runId: string): Promise<number | null> {
  const sampled = (actId: string) =>
    tx.runEvent.findFirst({
      where: { runId, kind: "act-succeeded", body: { contains: `"actId":${JSON.stringify(actId)}` } },
      orderBy: { number: "desc" },
    });
  const [pinned, recovered] = (await Promise.all([sampled("pin-watermarks"), sampled("sample-recovered")])).map(
    (row) => {
      const event = row && parseEvent(row);
      return event?.kind === "act-succeeded" ? event.result : null;
    },
  );
  return achievedPoint(pinned, recovered);
}

/** The view is ours, written by `savePlan` from a PlanView; tests write less. */
function targetOf(view: string): number | null {
  const { targets } = JSON.parse(view) as Partial<StoredPlan["view"]>;
  return targets?.recoveryTimeSeconds ?? null;
}
