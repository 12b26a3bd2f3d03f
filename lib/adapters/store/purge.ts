import { canonicalJson } from "#lib/domain/audit/chain.ts";
import {
  auditPurged,
  type PurgeData,
  type PurgedStream,
  type PurgePort,
  type PurgeQuery,
} from "#lib/domain/audit/purge.ts";
import { insertEntry, recordHeads } from "./entries.ts";
import { oldConsole, oldRuns } from "./purge-query.ts";
import { type StoreContext, type Transaction, transact } from "./transact.ts";

/** Runs that go in one transaction: some ten thousand records, a second or so. */
const runsAtOnce = 20;

type Place = { readonly number: number; readonly at: string; readonly previousHash: string };

/** What a purge entry's seal is over: its stream, its place and what went. */
export function purgeText(stream: string, place: Place, data: Omit<PurgeData, "seal" | "keyId">): string {
  const { number, at, previousHash } = place;
  const { before, reason, streams } = data;
  return canonicalJson({ stream, number, at, previousHash, before, reason, streams });
}

/** The port's two verbs over the audit database. */
export function makePurge(context: StoreContext): PurgePort {
  return {
    purgeable: (query) =>
      transact(context, "what is old", async (tx) => {
        const runs = await oldRuns(tx, query, Number.MAX_SAFE_INTEGER);
        const console = await oldConsole(tx, query);
        return {
          before: query.before,
          runs: runs.length,
          runRecords: runs.reduce((n, { last }) => n + last, 0),
          from: runs[0]?.label ?? null,
          to: runs.at(-1)?.label ?? null,
          consoleRecords: console === null ? 0 : console.last - console.first + 1,
        };
      }),
    purgeSome: ({ person, reason, ...query }) =>
      transact(context, "purge", async (tx) => {
        const runs = await oldRuns(tx, query, runsAtOnce);
        const console = runs.length > 0 ? null : await oldConsole(tx, query);
        const streams = console === null ? runs : [console];
        if (streams.length === 0) return null;
        await record(context, tx, { query, person, reason, streams });
        for (const { stream, last, lastHash: hash } of streams) {
          const at = context.now().toISOString();
          await tx.purged.upsert({ where: { stream }, create: { stream, last, hash, at }, update: { last, hash, at } });
        }
        await (console === null ? removeRuns(tx, runs) : removeEntries(tx, console));
        return streams;
      }),
  };
}

type Gone = {
  readonly query: PurgeQuery;
  readonly person: string;
  readonly reason: string;
  readonly streams: readonly PurgedStream[];
};

/** The purge's own record, sealed, and the head of its stream with it. */
async function record(context: StoreContext, tx: Transaction, { query, person, reason, streams }: Gone): Promise<void> {
  const stream = `pool:${query.poolFqdn}`;
  const { sealer } = context;
  const said = { before: query.before, reason, streams: [...streams] };
  const data = (place: Place) =>
    sealer ? { ...said, keyId: sealer.keyId, seal: sealer.seal(purgeText(stream, place, said)) } : said;
  await insertEntry(context, tx, { stream, kind: auditPurged, person, data });
  await recordHeads(context, tx, [stream]);
}

async function removeRuns(tx: Transaction, runs: readonly PurgedStream[]): Promise<void> {
  const ids = runs.map(({ stream }) => stream.slice("run:".length));
  const rows = await tx.run.findMany({ where: { id: { in: ids } }, select: { planId: true } });
  const ofRun = { runId: { in: ids } };
  await tx.runEvent.deleteMany({ where: ofRun });
  await tx.$executeRaw`DELETE FROM "RunText" WHERE "runId" IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  await tx.run.deleteMany({ where: { id: { in: ids } } });
  await tx.plan.deleteMany({ where: { id: { in: rows.map((row) => row.planId) } } });
}

async function removeEntries(tx: Transaction, { stream, last }: PurgedStream): Promise<void> {
  await tx.entry.deleteMany({ where: { stream, number: { lte: last } } });
}
