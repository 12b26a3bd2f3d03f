import { type ChainVerdict, verifyChain } from "#lib/domain/audit/chain.ts";
import type { PrismaClient } from "./generated/client.ts";
import { guarded } from "./transact.ts";

/** One stored record of either kind, its columns beside its text. */
type StoredRecord = {
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly body: string;
  readonly hash: string;
  readonly previousHash: string;
};

/**
 * Verifies one stream ("console", "pool:<fqdn>", "heads", "run:<id>"): every hash, the numbers, the columns repeated from
 * the text, and the end against the noted head. Read-only. @throws AppError "store-failed"
 */
export async function verifyStream(prisma: PrismaClient, stream: string): Promise<ChainVerdict> {
  return guarded(`verification of ${stream}`, async () => {
    const head = await prisma.chainHead.findUnique({ where: { stream } });
    const records = await recordsOf(prisma, stream);
    const verdict = verifyChain(records, head);
    if (verdict.kind === "broken" && verdict.reason !== "head") return verdict;
    const wrong = records.find((record) => !agrees(record));
    return wrong === undefined ? verdict : { kind: "broken", number: wrong.number, reason: "columns" };
  });
}

async function recordsOf(prisma: PrismaClient, stream: string): Promise<readonly StoredRecord[]> {
  const orderBy = { number: "asc" as const };
  if (!stream.startsWith("run:")) return prisma.entry.findMany({ where: { stream }, orderBy });
  return prisma.runEvent.findMany({ where: { runId: stream.slice("run:".length) }, orderBy });
}

function agrees(record: StoredRecord): boolean {
  const body: unknown = JSON.parse(record.body);
  if (typeof body !== "object" || body === null) return false;
  return (
    "number" in body &&
    "at" in body &&
    "kind" in body &&
    body.number === record.number &&
    body.at === record.at &&
    body.kind === record.kind
  );
}
