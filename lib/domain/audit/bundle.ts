import { createHash } from "node:crypto";
import type { ChainRecord } from "./chain.ts";

/** What a bundle holds, each part with the chain that proves it. */
export type BundleParts = {
  readonly run: { readonly id: string; readonly label: string; readonly poolFqdn: string };
  readonly createdAt: string;
  readonly createdBy: string;
  /** The plan exactly as its hash covers it, and what its page showed exactly as the run's first record covers it. */
  readonly plan: { readonly id: string; readonly hash: string; readonly pinned: string; readonly view: string };
  /** The run's whole journal, in order. */
  readonly records: readonly ChainRecord[];
  /** Sealed records of stream "heads" that name the journal's head. */
  readonly seals: readonly ChainRecord[];
};

/** Version of the format; `scripts/verify-evidence.mjs` reads this one. */
export const bundleFormat = "persistent-chat-evidence-1";

/**
 * Everything of a run as JSON lines: a manifest, the plan, each record of the journal, the seals, and an end with the SHA-256 of all
 * bytes before it. Verified without the console by `scripts/verify-evidence.mjs`. Pure.
 */
export function bundleText({ run, createdAt, createdBy, plan, records, seals }: BundleParts): string {
  const last = records.at(-1);
  const head = { records: records.length, hash: last?.hash ?? "" };
  const lines = [
    { line: "manifest", format: bundleFormat, run, createdAt, createdBy, head, seals: seals.length },
    { line: "plan", ...plan },
    ...records.map(({ number, body, hash, previousHash }) => ({ line: "record", number, previousHash, hash, body })),
    ...seals.map(({ number, body, hash, previousHash }) => ({ line: "seal", number, previousHash, hash, body })),
  ];
  const text = lines.map((each) => `${JSON.stringify(each)}\n`).join("");
  const sha256 = createHash("sha256").update(text).digest("hex");
  return `${text}${JSON.stringify({ line: "end", sha256 })}\n`;
}
