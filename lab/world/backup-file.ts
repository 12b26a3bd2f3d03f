import { createHash } from "node:crypto";
import { decode, encode } from "./codec.ts";
import type { ComplianceState } from "./compliance.ts";
import type { DatabaseUser } from "./principals.ts";
import type { ChatContent, ChatMessage, DatabaseFile, LogRecord, Row } from "./state.ts";

/** Own format: a line "PCHATBAK1 <header bytes> <payload bytes> <sha256 of header>", header, payload, sha256 of payload. Sets follow each other. */
export type BackupMeta = {
  readonly kind: "full" | "log" | "differential";
  /** Of a differential: the full backup it needs. */
  readonly base?: { readonly setGuid: string; readonly first: number };
  readonly database: string;
  readonly familyGuid: string;
  readonly databaseGuid: string;
  readonly first: number;
  readonly last: number;
  readonly firstFork: string;
  readonly fork: string;
  readonly forkPoint: number | null;
  readonly setGuid: string;
  readonly checksums: boolean;
  readonly version: readonly [number, number, number];
  readonly createdAtMs: number;
  readonly finishedAtMs: number;
  readonly files: readonly DatabaseFile[];
  /** Attribute, users and options of the database, as far as they travel; absent in files of an older lab. */
  readonly readOnly?: boolean;
  readonly users?: readonly DatabaseUser[];
  readonly compliance?: ComplianceState;
  readonly mediaSetGuid: string;
  /** The HEADERONLY row without Position. */
  readonly header: Row;
};
export type BackupPayload = {
  readonly records: readonly LogRecord[];
  readonly content: ChatContent | null;
  readonly messages: readonly (readonly [number, ChatMessage])[];
};
export type ReadSet = {
  readonly meta: BackupMeta;
  readonly damage: "none" | "flipped";
  readonly payload: () => BackupPayload;
};
export type ReadMedia =
  | { readonly kind: "sets"; readonly sets: readonly ReadSet[]; readonly truncated: boolean }
  | { readonly kind: "empty" }
  | { readonly kind: "malformed" };

const magic = "PCHATBAK1";
const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export function writeSet(meta: BackupMeta, payload: BackupPayload): Uint8Array {
  const header = Buffer.from(encode(meta), "utf8");
  const body = Buffer.from(encode(payload), "utf8");
  const line = Buffer.from(`${magic} ${header.length} ${body.length} ${sha(header)}\n`, "ascii");
  return Buffer.concat([line, header, body, Buffer.from(sha(body), "ascii")]);
}

export function readMedia(bytes: Uint8Array): ReadMedia {
  const all = Buffer.from(bytes);
  if (all.length === 0) return { kind: "empty" };
  const sets: ReadSet[] = [];
  let at = 0;
  while (at < all.length) {
    const lineEnd = all.indexOf(0x0a, at);
    const line = lineEnd < 0 ? [] : all.toString("ascii", at, lineEnd).split(" ");
    const headerBytes = Number(line[1]);
    const bodyBytes = Number(line[2]);
    if (line[0] !== magic || !Number.isInteger(headerBytes) || !Number.isInteger(bodyBytes))
      return { kind: "malformed" };
    const headerAt = lineEnd + 1;
    const bodyAt = headerAt + headerBytes;
    const end = bodyAt + bodyBytes + 64;
    const header = all.subarray(headerAt, bodyAt);
    if (header.length < headerBytes || sha(header) !== line[3]) return { kind: "malformed" };
    if (all.length < end) return { kind: "sets", sets, truncated: true };
    const body = all.subarray(bodyAt, bodyAt + bodyBytes);
    const damaged = sha(body) !== all.toString("ascii", bodyAt + bodyBytes, end);
    sets.push({
      meta: decode(header.toString("utf8")) as BackupMeta,
      damage: damaged ? "flipped" : "none",
      payload: () => decode(body.toString("utf8")) as BackupPayload,
    });
    at = end;
  }
  return { kind: "sets", sets, truncated: false };
}
