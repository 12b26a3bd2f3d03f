import { z } from "zod";
import type { PurgedStream, PurgeQuery } from "#lib/domain/audit/purge.ts";
import type { Transaction } from "./transact.ts";

const runRows = z.array(z.object({ id: z.string(), label: z.string(), last: z.coerce.number(), lastHash: z.string() }));

/** Runs that ended before, oldest first, but for the newest of each procedure: what it says of the last time stays. */
export async function oldRuns(
  tx: Transaction,
  { poolFqdn, before }: PurgeQuery,
  limit: number,
): Promise<readonly PurgedStream[]> {
  const rows = await tx.$queryRaw`
    SELECT r."id", r."label", h."number" AS "last", h."hash" AS "lastHash"
    FROM "Run" r JOIN "ChainHead" h ON h."stream" = 'run:' || r."id"
    WHERE r."poolFqdn" = ${poolFqdn} AND r."finishedAt" < ${before} AND r."number" NOT IN (
      SELECT max("number") FROM "Run" WHERE "poolFqdn" = ${poolFqdn} GROUP BY "procedure")
    ORDER BY r."number" LIMIT ${limit}`;
  return runRows
    .parse(rows)
    .map(({ id, label, last, lastHash }) => ({ stream: `run:${id}`, first: 1, last, lastHash, label }));
}

/** The console's acts from the first that is left up to the last before the first that is young; its newest always stays. */
export async function oldConsole(tx: Transaction, { before }: PurgeQuery): Promise<PurgedStream | null> {
  const stream = "console";
  const [first, young, newest] = await Promise.all([
    tx.entry.findFirst({ where: { stream }, orderBy: { number: "asc" } }),
    tx.entry.findFirst({ where: { stream, at: { gte: before } }, orderBy: { number: "asc" } }),
    tx.entry.findFirst({ where: { stream }, orderBy: { number: "desc" } }),
  ]);
  if (!first || !newest) return null;
  const number = (young?.number ?? newest.number) - 1;
  if (number < first.number) return null;
  const last = await tx.entry.findUnique({ where: { stream_number: { stream, number } } });
  return last ? { stream, first: first.number, last: number, lastHash: last.hash, label: null } : null;
}
