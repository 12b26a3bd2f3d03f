import { numberOfLabel, type RunQuery } from "#lib/domain/history-port.ts";
import { Prisma, type PrismaClient } from "./generated/client.ts";

const columns = Prisma.sql`"id", "label", "poolFqdn", "procedure", "planId", "status", "reason", "startedBy", "startedAt", "finishedAt", "lossFewest", "lossMost"`;
const orders: Readonly<Record<RunQuery["order"], Prisma.Sql>> = {
  newest: Prisma.sql`"number" DESC`,
  oldest: Prisma.sql`"number" ASC`,
  longest: Prisma.sql`"durationSeconds" DESC, "number" DESC`,
};

/** What a query leaves, whatever the page. Written by hand: of the query builder's own work a list of 50 rows took most of the time. */
function conditions(query: RunQuery): readonly Prisma.Sql[] {
  const { poolFqdn, procedure, statuses, startedBy, text, from, until, targetMissed, order } = query;
  return [
    Prisma.sql`"poolFqdn" = ${poolFqdn}`,
    ...(procedure === undefined ? [] : [Prisma.sql`"procedure" = ${procedure}`]),
    ...(statuses === undefined ? [] : [Prisma.sql`"status" IN (${Prisma.join([...statuses])})`]),
    ...(startedBy === undefined ? [] : [Prisma.sql`"startedBy" = ${startedBy}`]),
    ...(text === undefined ? [] : [Prisma.sql`instr(lower("reason"), lower(${text})) > 0`]),
    ...(from === undefined ? [] : [Prisma.sql`"startedAt" >= ${from}`]),
    ...(until === undefined ? [] : [Prisma.sql`"startedAt" < ${until}`]),
    ...(order === "longest" ? [Prisma.sql`"durationSeconds" IS NOT NULL`] : []),
    ...(targetMissed
      ? [
          Prisma.sql`"finishedAt" IS NOT NULL AND "targetSeconds" IS NOT NULL AND ("backSeconds" IS NULL OR "backSeconds" > "targetSeconds")`,
        ]
      : []),
  ];
}

/** What stands after the last row of the page before, in the page's order. */
async function afterKey(prisma: PrismaClient, { after, order }: RunQuery): Promise<readonly Prisma.Sql[]> {
  const number = after === undefined ? null : numberOfLabel(after);
  if (number === null) return [];
  if (order === "newest") return [Prisma.sql`"number" < ${number}`];
  if (order === "oldest") return [Prisma.sql`"number" > ${number}`];
  const last = await prisma.run.findUnique({ where: { number }, select: { durationSeconds: true } });
  const seconds = last?.durationSeconds ?? null;
  return seconds === null ? [] : [Prisma.sql`("durationSeconds", "number") < (${seconds}, ${number})`];
}

/** Whether a query leaves out no run of its pool, pages apart. */
function isOfAll({ order, targetMissed, ...query }: RunQuery): boolean {
  const { procedure, statuses, startedBy, text, from, until } = query;
  const chosen = [procedure, statuses, startedBy, text, from, until].some((each) => each !== undefined);
  return !chosen && !targetMissed && order !== "longest";
}

const where = (all: readonly Prisma.Sql[]) => Prisma.join([...all], " AND ");

/** Rows of the port's `findRuns`, as stored. */
export async function runsOf(prisma: PrismaClient, query: RunQuery): Promise<readonly unknown[]> {
  const all = [...conditions(query), ...(await afterKey(prisma, query))];
  return prisma.$queryRaw`SELECT ${columns} FROM "Run" WHERE ${where(all)} ORDER BY ${orders[query.order]} LIMIT ${query.limit}`;
}

/** Rows {status, count} of the port's `countRuns`; of a whole pool as the triggers keep them. */
export async function countsOf(prisma: PrismaClient, query: RunQuery): Promise<readonly unknown[]> {
  if (isOfAll(query))
    return prisma.$queryRaw`SELECT "status", "count" FROM "RunCount" WHERE "poolFqdn" = ${query.poolFqdn} AND "count" > 0`;
  return prisma.$queryRaw`SELECT "status", count(*) AS "count" FROM "Run" WHERE ${where(conditions(query))} GROUP BY "status"`;
}

/** Rows of the port's `times`, newest first. */
export async function timesOf(prisma: PrismaClient, query: RunQuery): Promise<readonly unknown[]> {
  const all = [
    ...conditions(query),
    Prisma.sql`"procedure" IN ('failover', 'mirror-failover') AND "finishedAt" IS NOT NULL`,
  ];
  return prisma.$queryRaw`SELECT "id", "label", "procedure", "startedAt", "backSeconds", "targetSeconds", "pointSeconds", "lossMost"
    FROM "Run" WHERE ${where(all)} ORDER BY "number" DESC LIMIT ${query.limit}`;
}
