import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { PrismaClient } from "./generated/client.ts";

/** Row and record take their times one after the other, and a busy database lets both wait. */
const apartMs = 120_000;

/** Hears a run's records while they are verified, for the row that lists repeat them in. */
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
    /** The record that the run's row contradicts, or null. To be asked when all of it was heard. Read-only. */
    fault: (prisma: PrismaClient, runId: string): Promise<number | null> => rowFault(prisma, runId, { first, last }),
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

const isNear = (time: string | null, at: string) =>
  time !== null && Math.abs(Date.parse(time) - Date.parse(at)) <= apartMs;
