import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  timingSafeEqual,
} from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "#lib/domain/audit/chain.ts";

/**
 * Seals and signs with one key. `keyId` tells keys apart and says nothing about the key. A seal is checked with the key itself, a
 * signature by anybody who has `publicKey` (Ed25519, SPKI in base64).
 */
export type Sealer = {
  readonly keyId: string;
  readonly publicKey: string;
  readonly seal: (text: string) => string;
  readonly sign: (text: string) => string;
};

/** The heads of streams as one record of stream "heads" holds them. */
export const sealedHeads = z.object({
  heads: z.array(z.object({ stream: z.string(), number: z.number().int().positive(), hash: z.string() })),
  seal: z.string().optional(),
  keyId: z.string().optional(),
  signature: z.string().optional(),
  publicKey: z.string().optional(),
});
export type SealedHeads = z.infer<typeof sealedHeads>;

type Place = { readonly number: number; readonly at: string; readonly previousHash: string };

/**
 * HMAC-SHA256 with the audit key. It answers somebody who can write the database file but does not hold the key: he can
 * change a record and make every hash after it anew, but no seal over a head that he changed. It does not answer somebody
 * who puts an older copy of the whole file in place, nor does it cover what was written since the newest seal.
 */
export function makeSealer(key: string): Sealer {
  const signing = signingKey(key);
  return {
    publicKey: createPublicKey(signing).export({ type: "spki", format: "der" }).toString("base64"),
    sign: (text) => sign(null, Buffer.from(text), signing).toString("base64"),
    keyId: createHash("sha256").update("audit key id\n").update(key).digest("hex").slice(0, 16),
    seal: (text) => createHmac("sha256", key).update(text).digest("hex"),
  };
}

/** PKCS #8 of an Ed25519 key up to its 32 secret bytes. */
const keyHeader = Buffer.from("302e020100300506032b657004220420", "hex");

/** The installation's signing key, made from its audit key: one secret to keep, and none of it can be had from a signature. */
function signingKey(key: string): KeyObject {
  const secret = createHmac("sha256", key).update("audit signing key\n").digest();
  return createPrivateKey({ key: Buffer.concat([keyHeader, secret]), format: "der", type: "pkcs8" });
}

/** What a heads record's seal is over: its place in the chain and the heads. */
export function sealedText(place: Place, heads: SealedHeads["heads"]): string {
  const { number, at, previousHash } = place;
  return canonicalJson({ stream: "heads", number, at, previousHash, heads });
}

type Sealed = { readonly seal?: string | undefined; readonly keyId?: string | undefined };

/** What is wrong with a record's seal over this text, or null. */
export function sealFault(sealer: Sealer, sealed: Sealed, text: string): "unsealed" | "seal" | "other-key" | null {
  if (sealed.seal === undefined) return "unsealed";
  if (sealed.keyId !== sealer.keyId) return "other-key";
  const [given, right] = [sealed.seal, sealer.seal(text)].map((each) => Buffer.from(each));
  const isRight = given !== undefined && right !== undefined && given.length === right.length;
  return isRight && timingSafeEqual(given, right) ? null : "seal";
}
