import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { LocalEvent, ReconcilePort } from "#lib/domain/local-journal-port.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { parseEvent } from "./rows.ts";
import { insertEvent, settleRow } from "./runs.ts";
import { type StoreContext, type Transaction, transact } from "./transact.ts";

/** Takes a local journal into the database: see the port. The time of an event that is there already may differ. */
export function makeReconcile(context: StoreContext): ReconcilePort {
  return {
    takeIn: (events) =>
      transact(context, "local journal", async (tx) => {
        let inserted = 0;
        for (const local of events) {
          if (await isThere(tx, local.event)) continue;
          await insert(context, tx, local);
          inserted += 1;
        }
        return { inserted, skipped: events.length - inserted };
      }),
  };
}

/** @throws AppError "conflict" when another event has this number */
async function isThere(tx: Transaction, event: RunEvent): Promise<boolean> {
  const { runId, number } = event;
  const row = await tx.runEvent.findUnique({ where: { runId_number: { runId, number } } });
  if (row === null) return false;
  const there = parseEvent(row);
  if (said(there) === said(event)) return true;
  throw new AppError(
    "conflict",
    `event ${number} of run ${runId} is ${there.kind} in the audit database and ${event.kind} in the local journal`,
    { data: { runId, number } },
  );
}

const said = ({ at: _, ...event }: RunEvent) => canonicalJson(event);

async function insert(context: StoreContext, tx: Transaction, { event, row }: LocalEvent): Promise<void> {
  const { v: _, runId, number, at, ...body } = event;
  const made = await insertEvent(context, tx, { runId, body, at });
  if (made.number !== number)
    throw new AppError(
      "conflict",
      `the local journal goes on with event ${number} of run ${runId}, the audit database ends at ${made.number - 1}`,
      { data: { runId, number } },
    );
  await settleRow(context, tx, { event: made, row });
}
