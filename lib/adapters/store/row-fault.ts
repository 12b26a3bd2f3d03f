import { hashOfPinned } from "#lib/domain/approval/run-approval.ts";
import { viewHash } from "#lib/domain/plan/view-hash.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { StoredPlan } from "#lib/domain/store-port.ts";
import type { Plan, PrismaClient } from "./generated/client.ts";
import { parsePlan } from "./rows.ts";

/** Row and record take their times one after the other, and a busy database lets both wait. */
const apartMs = 120_000;

/** The record that something beside the journal contradicts: the run's row, or the plan that it was started with. */
export type RowFault = { readonly number: number; readonly reason: "row" | "plan" };

/** Hears a run's records while they are verified, for the row that lists repeat them in and the plan that its first record names. */
export function rowListener() {
  let first: RunEvent | null = null;
  let last: RunEvent | null = null;
  return {
    hear: ({ kind, body }: { readonly kind: string; readonly body: string }): void => {
      if (kind !== "run-started" && kind !== "run-finished") return;
      const event = JSON.parse(body) as RunEvent;
      if (event.kind === "run-started") first ??= event;
      else last = event;
    },
    /** What contradicts a record, or null. To be asked when all of it was heard. Read-only. */
    fault: async (prisma: PrismaClient, runId: string): Promise<RowFault | null> => {
      const number = await rowFault(prisma, runId, { first, last });
      return number === null ? planFault(prisma, first) : { number, reason: "row" };
    },
  };
}

type Heard = { readonly first: RunEvent | null; readonly last: RunEvent | null };

async function rowFault(prisma: PrismaClient, runId: string, { first, last }: Heard): Promise<number | null> {
  if (first?.kind !== "run-started") return null;
  const row = await prisma.run.findUnique({ where: { id: runId } });
  if (row === null) return first.number;
  const { procedure, planId, reason, person } = first;
  const begins = row.procedure === procedure && row.planId === planId && row.reason === reason;
  if (!begins || row.startedBy !== person || !isNear(row.startedAt, first.at)) return first.number;
  // Until it has ended its row moves on.
  if (last?.kind !== "run-finished") return null;
  const { outcome, loss, at, number } = last;
  // Runs of a time before their last record said the loss.
  const hasLoss = loss === undefined || (row.lossFewest === loss.fewest && row.lossMost === loss.most);
  return row.status === outcome && isNear(row.finishedAt, at) && hasLoss ? null : number;
}

/** The plan is stored once and never changed: what is pinned in it and what its page showed are covered by the run's first record. */
async function planFault(prisma: PrismaClient, first: RunEvent | null): Promise<RowFault | null> {
  if (first?.kind !== "run-started") return null;
  const row = await prisma.plan.findUnique({ where: { id: first.planId } });
  const fault = { number: first.number, reason: "plan" } as const;
  // Runs of a time before their first record said what was shown.
  if (row === null) return first.viewHash === undefined ? null : fault;
  const plan = readable(row);
  if (plan === null || hashOfPinned(plan) !== first.planHash) return fault;
  return first.viewHash === undefined || viewHash(plan.view) === first.viewHash ? null : fault;
}

/** A stored plan, or null when somebody has made it no plan at all. */
function readable(row: Plan): StoredPlan | null {
  try {
    return parsePlan(row);
  } catch {
    return null;
  }
}

const isNear = (time: string | null, at: string) =>
  time !== null && Math.abs(Date.parse(time) - Date.parse(at)) <= apartMs;
