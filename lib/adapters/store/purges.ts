import { z } from "zod";
import type { AuditVerdict } from "#lib/domain/audit/audit-verdict.ts";
import { purgeData } from "#lib/domain/audit/purge.ts";
import type { PrismaClient } from "./generated/client.ts";
import { purgeText } from "./purge.ts";
import { type Sealer, sealFault } from "./seal.ts";
import { guarded } from "./transact.ts";

type Broken = Extract<AuditVerdict, { readonly kind: "broken" }>;
type End = { readonly number: number; readonly hash: string };
/** Where each purged stream goes on from, how many purges there were, and how many of their seals were checked. */
export type Purges = { readonly ends: ReadonlyMap<string, End>; readonly purges: number; readonly seals: number };

/**
 * Reads every purge's own record. With the key each must bear our seal: who holds no key cannot pass a removal off as a purge. That
 * these records are whole themselves is found when their stream is verified, which is never purged. @throws AppError "store-failed"
 */
export async function readPurges(prisma: PrismaClient, sealer: Sealer | null): Promise<Purges | Broken> {
  return guarded("purges", async () => {
    // The kind stands in the text: the index is of exactly these.
    const found = await prisma.$queryRaw`SELECT "stream", "number", "at", "previousHash", "body" FROM "Entry"
      WHERE "kind" = 'audit-purged' ORDER BY "stream", "number"`;
    const rows = purgeRows.parse(found).filter((row) => row.stream.startsWith("pool:"));
    const ends = new Map<string, End>();
    for (const row of rows) {
      const broken = { kind: "broken", stream: row.stream, number: row.number } as const;
      const data = dataOf(row.body);
      if (data === null) return { ...broken, reason: "columns" };
      const reason = sealer && sealFault(sealer, data, purgeText(row.stream, row, data));
      if (reason) return { ...broken, reason };
      for (const { stream, first, last, lastHash } of data.streams) {
        // Each purge of a stream begins where the one before it ended.
        if (first !== (ends.get(stream)?.number ?? 0) + 1) return { ...broken, reason: "gap" };
        ends.set(stream, { number: last, hash: lastHash });
      }
    }
    return { ends, purges: rows.length, seals: sealer ? rows.length : 0 };
  });
}

const text = z.string();
const purgeRows = z.array(
  z.object({ stream: text, number: z.coerce.number(), at: text, previousHash: text, body: text }),
);

function dataOf(body: string) {
  try {
    const entry: unknown = JSON.parse(body);
    return (
      purgeData.safeParse(typeof entry === "object" && entry !== null && "data" in entry ? entry.data : null).data ??
      null
    );
  } catch {
    return null;
  }
}
