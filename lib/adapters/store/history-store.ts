import { type HistoryStore, numberOfLabel, type RunQuery } from "#lib/domain/history-port.ts";
import type { RunStatus } from "#lib/domain/views/run-view.ts";
import type { Prisma } from "./generated/client.ts";
import { parseEntry, parseRun } from "./rows.ts";
import { guarded, type StoreContext } from "./transact.ts";

/** The history's pages, by key on (poolFqdn, number) and (stream, number). */
export function makeHistoryStore({ prisma }: StoreContext): HistoryStore {
  return {
    findRuns: (query) =>
      guarded("runs of the history", async () => {
        const orderBy = { number: query.order === "newest" ? ("desc" as const) : ("asc" as const) };
        const rows = await prisma.run.findMany({
          where: { ...matching(query), ...afterKey(query) },
          orderBy,
          take: query.limit,
        });
        return rows.map(parseRun);
      }),
    countRuns: (query) =>
      guarded("number of runs", async () => {
        const groups = await prisma.run.groupBy({ by: ["status"], where: matching(query), _count: { _all: true } });
        return Object.fromEntries(groups.map((group) => [group.status as RunStatus, group._count._all]));
      }),
    starters: (poolFqdn) =>
      guarded("people of the history", async () => {
        const rows = await prisma.run.findMany({
          where: { poolFqdn },
          distinct: ["startedBy"],
          select: { startedBy: true },
        });
        return rows.map((row) => row.startedBy).sort();
      }),
    headOf: (runId) =>
      guarded(`head of run ${runId}`, () =>
        prisma.runEvent.findFirst({
          where: { runId },
          orderBy: { number: "desc" },
          select: { number: true, hash: true },
        }),
      ),
    evidenceOf: (runId) =>
      guarded(`evidence of run ${runId}`, async () => {
        const select = { number: true, body: true, hash: true, previousHash: true } as const;
        const orderBy = { number: "asc" as const };
        const body = { contains: JSON.stringify(`run:${runId}`) };
        const [records, seals] = await Promise.all([
          prisma.runEvent.findMany({ where: { runId }, orderBy, select }),
          prisma.entry.findMany({ where: { stream: "heads", body }, orderBy, select }),
        ]);
        return { records, seals };
      }),
    findEntries: ({ stream, kind, before, limit }) =>
      guarded(`entries of ${stream}`, async () => {
        const where = {
          stream,
          ...(kind === undefined ? {} : { kind }),
          ...(before === undefined ? {} : { number: { lt: before } }),
        };
        const rows = await prisma.entry.findMany({ where, orderBy: { number: "desc" }, take: limit });
        return rows.map((row) => ({ ...parseEntry(row), number: row.number }));
      }),
  };
}

function matching({ poolFqdn, procedure, statuses, startedBy, text, from, until }: RunQuery): Prisma.RunWhereInput {
  const startedAt = { ...(from === undefined ? {} : { gte: from }), ...(until === undefined ? {} : { lt: until }) };
  return {
    poolFqdn,
    ...(procedure === undefined ? {} : { procedure }),
    ...(statuses === undefined ? {} : { status: { in: [...statuses] } }),
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(text === undefined ? {} : { reason: { contains: text } }),
    ...(Object.keys(startedAt).length === 0 ? {} : { startedAt }),
  };
}

function afterKey({ after, order }: RunQuery): Prisma.RunWhereInput {
  const number = after === undefined ? null : numberOfLabel(after);
  if (number === null) return {};
  return { number: order === "newest" ? { lt: number } : { gt: number } };
}
