import { z } from "zod";
import type { AuditVerdict } from "#lib/domain/audit/audit-verdict.ts";
import { type ChainVerdict, genesisHash, linkFault } from "#lib/domain/audit/chain.ts";
import type { PrismaClient } from "./generated/client.ts";
import { type Purges, readPurges } from "./purges.ts";
import { rowListener } from "./row-fault.ts";
import { type Sealer, sealedHeads, sealedText, sealFault } from "./seal.ts";
import { guarded } from "./transact.ts";

/** One stored record of either kind, its columns beside its text. */
type StoredRecord = {
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  /** Of entries. */
  readonly person?: string;
  readonly body: string;
  readonly hash: string;
  readonly previousHash: string;
};

type Walk = {
  /** Hears each good record and may find fault with it. */
  readonly visit?: (record: StoredRecord) => Fault | null;
  /** The last record that was purged; nothing was: the stream's beginning. */
  readonly from?: { readonly number: number; readonly hash: string };
};
const beginning = { number: 0, hash: genesisHash };

/** Records read at a time: a long audit must not hold up the loop that raises the lease. */
const pageSize = 500;

/**
 * Verifies one stream ("console", "pool:<fqdn>", "heads", "run:<id>"): every hash, the numbers, the columns repeated from
 * the text, and the end against the noted head; of a purged one what is left. Read-only.
 * @throws AppError "store-failed"
 */
export async function verifyStream(
  prisma: PrismaClient,
  stream: string,
  { visit = () => null, from = beginning }: Walk = {},
): Promise<ChainVerdict | Fault> {
  return guarded(`verification of ${stream}`, async () => {
    const noted = async () =>
      (await prisma.chainHead.findUnique({ where: { stream } })) ?? { number: 0, hash: genesisHash };
    const before = await noted();
    let head = from;
    // All of it was purged: what is noted is where it ended.
    if (before.number === from.number && before.hash !== from.hash) return wrongHead(from.number);
    for (;;) {
      const page = await recordsOf(prisma, stream, head.number);
      for (const record of page) {
        const moved = record.number === before.number && record.hash !== before.hash;
        const fault =
          linkFault(head, record) ?? columnFault(record) ?? (moved ? wrongHead(record.number) : visit(record));
        if (fault) return fault;
        head = record;
      }
      if (page.length < pageSize) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Records may have joined while we read, and their head with them.
    if (head.number < before.number || head.number > (await noted()).number) return wrongHead(head.number + 1);
    return { kind: "whole", count: head.number, hash: head.hash };
  });
}

type Fault = { readonly kind: "broken"; readonly number: number; readonly reason: Broken["reason"] };
type Broken = Extract<AuditVerdict, { readonly kind: "broken" }>;

/**
 * Verifies everything: the head chain and the purges with their seals, then every stream against its own links and against the
 * heads that were sealed. Read-only; reads page by page. Where a purge came in between it begins anew. @throws AppError "store-failed"
 */
export async function verifyAll(prisma: PrismaClient, sealer: Sealer | null): Promise<AuditVerdict> {
  for (;;) {
    const purges = await readPurges(prisma, sealer);
    if ("kind" in purges) return purges;
    const verdict = await verifyBeside(purges, prisma, sealer);
    if (verdict.kind === "whole") return verdict;
    const now = await readPurges(prisma, sealer);
    if ("kind" in now || now.purges === purges.purges) return verdict;
  }
}

async function verifyBeside(purges: Purges, prisma: PrismaClient, sealer: Sealer | null): Promise<AuditVerdict> {
  const sealed = new Map<string, Map<number, string>>();
  let { seals } = purges;
  const visit = (record: StoredRecord): Fault | null => {
    const data = parseHeads(record.body)?.data;
    if (!data) return { kind: "broken", number: record.number, reason: "columns" };
    const reason = sealer && sealFault(sealer, data, sealedText(record, data.heads));
    if (reason) return { kind: "broken", number: record.number, reason };
    if (sealer) seals += 1;
    for (const { stream, number, hash } of data.heads)
      sealed.set(stream, (sealed.get(stream) ?? new Map<number, string>()).set(number, hash));
    return null;
  };
  const heads = await verifyStream(prisma, "heads", { visit });
  if (heads.kind === "broken") return { ...heads, stream: "heads" };
  let records = heads.count;
  const streams = await streamsOf(prisma, [...sealed.keys()]);
  for (const stream of streams) {
    const points = sealed.get(stream) ?? new Map<number, string>();
    const from = purges.ends.get(stream) ?? beginning;
    const differs = ({ number, hash }: { readonly number: number; readonly hash: string }): Fault | null => {
      const was = points.get(number);
      return was === undefined || was === hash ? null : { kind: "broken", number, reason: "sealed-head" };
    };
    const row = rowListener();
    const visit = (record: StoredRecord) => {
      if (stream.startsWith("run:")) row.hear(record);
      return differs(record);
    };
    const verdict = differs(from) ?? (await verifyStream(prisma, stream, { visit, from }));
    if (verdict.kind === "broken") return { ...verdict, stream };
    const contradicted = await row.fault(prisma, stream.slice("run:".length));
    if (contradicted !== null) return { kind: "broken", stream, ...contradicted };
    if (Math.max(0, ...points.keys()) > verdict.count)
      return { kind: "broken", stream, number: verdict.count + 1, reason: "cut" };
    records += verdict.count - from.number;
  }
  return { kind: "whole", streams: streams.length + 1, records, seals };
}

function parseHeads(body: string) {
  return z.object({ data: sealedHeads }).safeParse(parsed(body)).data ?? null;
}

/** What a record's text says, or null when it is no JSON: somebody wrote it there and made its hash fit. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Every stream that has records, a noted head, a sealed head, or a run that should have one. */
async function streamsOf(prisma: PrismaClient, sealed: readonly string[]): Promise<readonly string[]> {
  return guarded("list of streams", async () => {
    const noted = await prisma.chainHead.findMany({ select: { stream: true } });
    const entries = await prisma.entry.findMany({ distinct: ["stream"], select: { stream: true } });
    const events = await prisma.runEvent.findMany({ distinct: ["runId"], select: { runId: true } });
    const runs = await prisma.run.findMany({ select: { id: true } });
    const all = [
      ...sealed,
      ...[...noted, ...entries].map((row) => row.stream),
      ...events.map((row) => `run:${row.runId}`),
      ...runs.map((row) => `run:${row.id}`),
    ];
    return [...new Set(all)].filter((stream) => stream !== "heads").sort();
  });
}

async function recordsOf(prisma: PrismaClient, stream: string, after: number): Promise<readonly StoredRecord[]> {
  const page = { orderBy: { number: "asc" as const }, take: pageSize };
  const number = { gt: after };
  if (!stream.startsWith("run:")) return prisma.entry.findMany({ where: { stream, number }, ...page });
  return prisma.runEvent.findMany({ where: { runId: stream.slice("run:".length), number }, ...page });
}

const wrongHead = (number: number): Fault => ({ kind: "broken", number, reason: "head" });

function columnFault(record: StoredRecord): Fault | null {
  const body = parsed(record.body);
  const agrees =
    typeof body === "object" &&
    body !== null &&
    "number" in body &&
    "at" in body &&
    "kind" in body &&
    body.number === record.number &&
    body.at === record.at &&
    body.kind === record.kind &&
    (record.person === undefined || ("person" in body && body.person === record.person));
  return agrees ? null : { kind: "broken", number: record.number, reason: "columns" };
}
