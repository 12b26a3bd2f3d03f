import { createHash } from "node:crypto";
import { AppError } from "#lib/domain/errors.ts";

/** What stands before the first record of every stream. */
export const genesisHash = "0".repeat(64);

/** One stored link: `body` is the canonical JSON exactly as stored. */
export type ChainRecord = {
  readonly number: number;
  readonly body: string;
  readonly hash: string;
  readonly previousHash: string;
};

/** Result of a verification; `number` names the first record that is wrong. */
export type ChainVerdict =
  | { readonly kind: "whole"; readonly count: number; readonly hash: string }
  | {
      readonly kind: "broken";
      readonly number: number;
      readonly reason: "gap" | "previous-hash" | "hash" | "head" | "columns";
    };

/**
 * JSON with sorted keys and no blanks; members that are undefined are left out.
 * @throws AppError "bad-input" for what JSON cannot hold exactly (bigint, NaN, functions)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
  }
  throw new AppError("bad-input", `a ${typeof value} has no canonical JSON`);
}

/** SHA-256 over the previous hash followed by the canonical JSON, as hex. */
export function chainHash(previousHash: string, body: string): string {
  return createHash("sha256").update(previousHash).update(body).digest("hex");
}

/** The record that follows `head` (null: the stream's first). */
export function nextRecord(head: { readonly number: number; readonly hash: string } | null, body: string): ChainRecord {
  const previousHash = head?.hash ?? genesisHash;
  return { number: (head?.number ?? 0) + 1, body, hash: chainHash(previousHash, body), previousHash };
}

/** What is wrong with the record that should follow `head`, or null. */
export function linkFault(
  head: { readonly number: number; readonly hash: string },
  record: ChainRecord,
): Extract<ChainVerdict, { kind: "broken" }> | null {
  const number = head.number + 1;
  if (record.number !== number) return { kind: "broken", number, reason: "gap" };
  if (record.previousHash !== head.hash) return { kind: "broken", number, reason: "previous-hash" };
  return record.hash === chainHash(head.hash, record.body) ? null : { kind: "broken", number, reason: "hash" };
}

/** Walks a stream in number order from record 1 and names the first wrong record. With `head`, a cut-off end is found too. */
export function verifyChain(
  records: Iterable<ChainRecord>,
  head?: { readonly number: number; readonly hash: string } | null,
): ChainVerdict {
  let number = 0;
  let hash = genesisHash;
  for (const record of records) {
    const fault = linkFault({ number, hash }, record);
    if (fault) return fault;
    ({ number, hash } = record);
  }
  if (head === undefined) return { kind: "whole", count: number, hash };
  if ((head?.number ?? 0) !== number || (head?.hash ?? genesisHash) !== hash) {
    return { kind: "broken", number: Math.min(number, head?.number ?? 0) + 1, reason: "head" };
  }
  return { kind: "whole", count: number, hash };
}
