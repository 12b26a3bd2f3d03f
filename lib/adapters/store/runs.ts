import { canonicalJson, nextRecord } from "#lib/domain/audit/chain.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import type { RunRow, RunStore } from "#lib/domain/store-port.ts";
import { insertEntry, moveHead, recordHeads } from "./entries.ts";
import { listColumns } from "./list-columns.ts";
import { hasEnded, parseEvent, parseRun } from "./rows.ts";
import { type StoreContext, type Transaction, transact } from "./transact.ts";

type NewRun = Parameters<RunStore["createRun"]>[0];
type RunColumns = Parameters<RunStore["append"]>[3];

/** Appends an event to a run's chain inside an open transaction; `at` defaults to now. */
export async function insertEvent(
  context: StoreContext,
  tx: Transaction,
  place: { readonly runId: string; readonly body: RunEventBody; readonly at?: string },
): Promise<RunEvent> {
  const { runId } = place;
  const stream = `run:${runId}`;
  const head = await tx.chainHead.findUnique({ where: { stream } });
  const at = place.at ?? context.now().toISOString();
  const body = canonicalJson({ ...place.body, v: 1, runId, number: (head?.number ?? 0) + 1, at });
  const record = nextRecord(head, body);
  await tx.runEvent.create({ data: { runId, at, kind: place.body.kind, ...record } });
  await moveHead(context, tx, { stream, ...record });
  return parseEvent({ runId, ...record });
}

async function requireToken(tx: Transaction, poolFqdn: string, token: number): Promise<void> {
  const lease = await tx.lease.findUnique({ where: { poolFqdn } });
  if (lease?.holder != null && lease.token === token) return;
  throw new AppError("conflict", `the lease of ${poolFqdn} is no longer held with token ${token}`, {
    data: { token, current: lease?.token ?? null },
  });
}

/** Row, label and event 1 in one transaction. The second call with the same plan gives the first one's row and no event. */
export async function createRun(
  context: StoreContext,
  run: NewRun,
  first: RunEventBody,
): Promise<{ readonly row: RunRow; readonly event: RunEvent | null }> {
  return transact(context, `start of a run for plan ${run.planId}`, async (tx) => {
    const same = await tx.run.findUnique({ where: { planId: run.planId } });
    if (same !== null) return { row: parseRun(same), event: null };
    const active = await tx.run.findUnique({ where: { activeKey: run.poolFqdn } });
    if (active !== null) {
      throw new AppError("conflict", `run ${active.label} of ${run.poolFqdn} has not ended`, {
        data: { runId: active.id, label: active.label },
      });
    }
    const newest = await tx.run.aggregate({ _max: { number: true } });
    const number = (newest._max.number ?? 0) + 1;
    const row = await tx.run.create({
      data: {
        ...run,
        id: context.newId(),
        number,
        label: `R-${String(number).padStart(4, "0")}`,
        status: "running",
        startedAt: context.now().toISOString(),
        activeKey: run.poolFqdn,
      },
    });
    const event = await insertEvent(context, tx, { runId: row.id, body: first });
    await insertEntry(context, tx, {
      stream: `pool:${run.poolFqdn}`,
      kind: "run-started",
      person: run.startedBy,
      data: { runId: row.id, label: row.label, procedure: run.procedure, planId: run.planId, reason: run.reason },
    });
    return { row: parseRun(row), event };
  });
}

/** One event and the row's columns in one transaction, fenced by the lease's token when there is one. */
export async function appendEvent(
  context: StoreContext,
  place: {
    readonly runId: string;
    readonly token: number | null;
    readonly body: RunEventBody;
    readonly row: RunColumns;
  },
): Promise<RunEvent> {
  const { runId, token, body } = place;
  return transact(context, `event ${body.kind} of run ${runId}`, async (tx) => {
    const run = await tx.run.findUnique({ where: { id: runId } });
    if (run === null) throw new AppError("not-found", `there is no run ${runId}`);
    if (token !== null) await requireToken(tx, run.poolFqdn, token);
    const event = await insertEvent(context, tx, { runId, body });
    await settleRow(context, tx, { event, row: place.row });
    return event;
  });
}

/** Gives a run's row the columns that go with an event; a run that has ended frees its pool and has its head sealed. */
export async function settleRow(
  context: StoreContext,
  tx: Transaction,
  place: { readonly event: RunEvent; readonly row: RunColumns },
): Promise<void> {
  const { event } = place;
  const { runId: id } = event;
  const columns = definedColumns(place.row);
  const ended = event.kind === "run-finished" || (columns.status !== undefined && hasEnded(columns.status));
  if (ended) {
    const listed = await listColumns(tx, event);
    await tx.run.update({ where: { id }, data: { finishedAt: event.at, ...columns, ...listed, activeKey: null } });
  }
  if (!ended && Object.keys(columns).length > 0) await tx.run.update({ where: { id }, data: columns });
  if (ended) await recordHeads(context, tx, [`run:${id}`]);
}

function definedColumns(row: RunColumns): NonNullable<RunColumns> {
  return Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== undefined));
}
