import { z } from "zod";
import type { TextHit, TextQuery } from "#lib/domain/history-port.ts";
import type { PrismaClient } from "./generated/client.ts";

const hits = z.array(
  z.object({
    key: z.coerce.number(),
    runId: z.string(),
    label: z.string(),
    number: z.coerce.number(),
    at: z.string(),
    excerpt: z.string(),
  }),
);

/**
 * Words as the index is asked: every word must be there, the parts of one word ("mgc_11.trn") side by side, and the last is a
 * beginning where a star follows it: gathering every word that begins so takes longer the more there are, whole words do not. Null where there is nothing to look for. Nothing of it is read as the index's own language.
 */
export function matchOf(words: string): string | null {
  const parts = words.split(/\s+/).flatMap((word) => {
    const letters = word.match(/[\p{L}\p{N}]+/gu);
    return letters ? [`"${letters.join(" ")}"`] : [];
  });
  return parts.length === 0 ? null : `${parts.join(" ")}${/[\p{L}\p{N}]\*\s*$/u.test(words) ? "*" : ""}`;
}

/** The port's `findText`. SQLite's FTS5 walks its index from the newest record on, so that a deep page costs what the first does. */
export async function findText(prisma: PrismaClient, query: TextQuery): Promise<readonly TextHit[]> {
  const match = matchOf(query.words);
  if (match === null) return [];
  const before = query.before ?? Number.MAX_SAFE_INTEGER;
  const rows = await prisma.$queryRaw`
    SELECT t.rowid AS key, t.runId, r.label, t.number, t.at, snippet("RunText", 3, char(2), char(3), '…', 24) AS excerpt
    FROM "RunText" t JOIN "Run" r ON r.id = t.runId
    WHERE "RunText" MATCH ${match} AND t.rowid < ${before} AND r.poolFqdn = ${query.poolFqdn}
    ORDER BY t.rowid DESC LIMIT ${query.limit}`;
  return hits.parse(rows);
}
