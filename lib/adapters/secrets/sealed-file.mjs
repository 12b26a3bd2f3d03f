// The sealed credentials file: one JSON object, each credential sealed by itself (AES-256-GCM, its name is part of the seal).
// Also run by scripts/credentials.mjs before anything is built, so it is plain JavaScript.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const format = "persistent-chat-credentials-1";

/** A new key as text: 32 random bytes. */
export function newKey() {
  return randomBytes(32).toString("base64url");
}

/**
 * Keys of a text, the newest first: separated by commas, blanks or line ends. While keys are changed there are two.
 * @param {string} text
 * @returns {Buffer[]}
 */
export function keysOf(text) {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  const keys = words.map((word) => Buffer.from(word, "base64url"));
  if (keys.length === 0 || keys.some((key) => key.length !== 32))
    throw new Error("a key is 32 bytes as base64url (43 characters); make one with: npm run credentials -- key");
  return keys;
}

/** @param {Buffer} key */
const idOf = (key) => createHash("sha256").update(key).digest("hex").slice(0, 16);

/** @param {unknown} content */
export function isSealed(content) {
  return typeof content === "object" && content !== null && "format" in content && content.format === format;
}

/**
 * Seals every value of an object under one key.
 * @param {Readonly<Record<string, unknown>>} entries
 * @param {Buffer} key
 */
export function seal(entries, key) {
  const sealed = Object.entries(entries).map(([name, value]) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(name, "utf8"));
    const data = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
    return [name, Buffer.concat([iv, cipher.getAuthTag(), data]).toString("base64url")];
  });
  return { format, keyId: idOf(key), entries: Object.fromEntries(sealed) };
}

/**
 * Opens what `seal` made, with whichever of the keys fits.
 * @param {{ keyId: string, entries: Readonly<Record<string, string>> }} file
 * @param {readonly Buffer[]} keys
 * @returns {Record<string, unknown>}
 */
export function unseal(file, keys) {
  const key = keys.find((one) => idOf(one) === file.keyId);
  if (key === undefined) throw new Error(`it was sealed with key ${file.keyId}, and that key was not given`);
  const opened = Object.entries(file.entries).map(([name, text]) => {
    const bytes = Buffer.from(text, "base64url");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(name, "utf8")).setAuthTag(bytes.subarray(12, 28));
    try {
      const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
      return [name, JSON.parse(plain.toString("utf8"))];
    } catch (cause) {
      throw new Error(`the credential ${name} was changed since it was sealed`, { cause });
    }
  });
  return Object.fromEntries(opened);
}
