import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "#lib/domain/audit/chain.ts";

const count = z.string().regex(/^\d+$/);
const leftOut = z.object({ folder: z.string(), file: z.string(), sizeBytes: z.string(), why: z.string() });

/**
 * What a procedure would not bring along, as it was seen at one moment. Who approves the plan signs exactly this; sizes, counts and LSNs
 * are decimal text, times ISO UTC.
 */
export const plannedManifest = z.object({
  procedure: z.string(),
  /** The instance that takes over. */
  target: z.string(),
  seenAt: z.string(),
  /** Messages, as an interval; a null bound is not known. Null: this procedure gives up no copy. */
  messages: z
    .object({
      fewest: count.nullable(),
      most: count.nullable(),
      sampledAt: z.string().nullable(),
      completeUpTo: z.string().nullable(),
      /** By so many the upper bound grows each minute until home is stopped, at the rooms' peak rate. */
      perMinute: count.nullable(),
    })
    .nullable(),
  /** Log backups; null where the procedure applies none. */
  log: z
    .object({
      /** Up to this LSN everything can come along: the end of the newest log backup that could be read, in a run where the copy stands. */
      upTo: z.object({ lsn: z.string(), file: z.string().nullable(), finishDate: z.string().nullable() }).nullable(),
      /** Files that cannot be used, by name: empty, unfinished, unreadable. */
      leftOut: z.array(leftOut),
      shareError: z.string().nullable(),
    })
    .nullable(),
});
export type PlannedManifest = z.infer<typeof plannedManifest>;

/** What is signed: SHA-256 over the canonical JSON of exactly what was shown. Hexadecimal. */
export const manifestHash = (manifest: PlannedManifest): string =>
  createHash("sha256").update(canonicalJson(manifest)).digest("hex");
