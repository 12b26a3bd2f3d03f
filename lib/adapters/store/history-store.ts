import { z } from "zod";
import { type HistoryStore, numberOfLabel, type RunQuery } from "#lib/domain/history-port.ts";
import type { RunStatus } from "#lib/domain/views/run-view.ts";
import { findText } from "./find-text.ts";
import type { Prisma } from "./generated/client.ts";
import { parseEntry, parseRun, procedure } from "./rows.ts";
import { guarded, type StoreContext } from "./transact.ts";

/** The history's pages, by key on (poolFqdn, number) and (stream, number). */
export function makeHistoryStore({ prisma }: StoreContext): HistoryStore {
  return {
    findRuns: (query) =>
      guarded("runs of the history", async () => {
        const where = { AND: [matching(prisma, query), await afterKey(prisma, query)] };
        const rows = await prisma.run.findMany({ where, orderBy: orders[query.order], take: query.limit });
        return rows.map(parseRun);
      }),
    countRuns: (query) =>
      guarded("number of runs", async () => {
        const groups = await prisma.run.groupBy({
          by: ["status"],
          where: matching(prisma, query),
          _count: { _all: true },
        });
        return Object.fromEntries(groups.map((group) => [group.status as RunStatus, group._count._all]));
      }),
    times: (query) =>
      guarded("times of runs", async () => {
        const isFailover = { procedure: { in: ["failover", "mirror-failover"] }, finishedAt: { not: null } };
        const select = {
          id: true,
          label: true,
          startedAt: true,
          backSeconds: true,
          targetSeconds: true,
          lossMost: true,
        } as const;
        const rows = await prisma.run.findMany({
          where: { AND: [matching(prisma, query), isFailover] },
          orderBy: orders.newest,
          take: query.limit,
          select: { ...select, procedure: true },
        });
        return rows.map((row) => ({ ...row, procedure: procedure.parse(row.procedure) }));
      }),
    stepsDone: (poolFqdn) =>
      guarded("steps ever done", async () => {
        const rows = await prisma.$queryRaw`
          SELECT json_extract(e.body, '$.stepId') AS stepId, max(e.at) AS at FROM "RunEvent" e
          WHERE e.kind = 'step-finished' AND json_extract(e.body, '$.outcome') = 'done'
            AND EXISTS (SELECT 1 FROM "Run" r WHERE r.id = e.runId AND r.poolFqdn = ${poolFqdn})
          GROUP BY json_extract(e.body, '$.stepId')`;
        const steps = z.array(z.object({ stepId: z.string(), at: z.string() })).parse(rows);
        return Object.fromEntries(steps.map(({ stepId, at }) => [stepId, at]));
      }),
    findText: (query) => guarded("search in journals", () => findText(prisma, query)),
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
    records: ({ runId, after, limit }) =>
      guarded(`journal of run ${runId}`, () =>
        prisma.runEvent.findMany({
          where: { runId, number: { gt: after } },
          orderBy: { number: "asc" },
          take: limit,
          select: { number: true, body: true, hash: true, previousHash: true },
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

const orders: Readonly<Record<RunQuery["order"], Prisma.RunOrderByWithRelationInput[]>> = {
  newest: [{ number: "desc" }],
  oldest: [{ number: "asc" }],
  longest: [{ durationSeconds: "desc" }, { number: "desc" }],
};

function matching(prisma: StoreContext["prisma"], query: RunQuery): Prisma.RunWhereInput {
  const late = { gt: prisma.run.fields.targetSeconds };
  const { poolFqdn, procedure, statuses, startedBy, text, from, until, targetMissed, order } = query;
  const startedAt = { ...(from === undefined ? {} : { gte: from }), ...(until === undefined ? {} : { lt: until }) };
  return {
    poolFqdn,
    ...(procedure === undefined ? {} : { procedure }),
    ...(statuses === undefined ? {} : { status: { in: [...statuses] } }),
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(text === undefined ? {} : { reason: { contains: text } }),
    ...(Object.keys(startedAt).length === 0 ? {} : { startedAt }),
    ...(order === "longest" ? { durationSeconds: { not: null } } : {}),
    ...(targetMissed
      ? { targetSeconds: { not: null }, finishedAt: { not: null }, OR: [{ backSeconds: null }, { backSeconds: late }] }
      : {}),
  };
}

/** What stands after the last row of the page before, in the page's order. */
async function afterKey(prisma: StoreContext["prisma"], { after, order }: RunQuery): Promise<Prisma.RunWhereInput> {
  const number = after === undefined ? null : numberOfLabel(after);
  if (number === null) return {};
  if (order === "newest") return { number: { lt: number } };
  if (order === "oldest") return { number: { gt: number } };
  const last = await prisma.run.findUnique({ where: { number }, select: { durationSeconds: true } });
  const seconds = last?.durationSeconds ?? null;
  if (seconds === null) return {};
  return {
    durationSeconds: { lte: seconds },
    OR: [{ durationSeconds: { lt: seconds } }, { number: { lt: number } }],
  };
}
