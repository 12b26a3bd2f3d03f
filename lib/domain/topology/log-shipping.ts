import { win32 } from "node:path";
import { z } from "zod";
import { minuteRanges } from "./minute-ranges.ts";

const name = z.string().min(1).max(128);
const range = ({ from, to }: { readonly from: number; readonly to: number }) => z.number().int().min(from).max(to);
const minutes = range(minuteRanges.span);
const every = range(minuteRanges.every);
/** A folder as SQL Server is told it: with its drive or its share, never relative. */
const place = z
  .string()
  .min(1)
  .max(500)
  .refine(isPlace, "a Windows path with its drive or share, like \\\\server\\share\\folder");

function isPlace(path: string): boolean {
  const { root } = win32.parse(path);
  const hasRoot = /^[A-Za-z]:[\\/]/.test(root) || /^[\\/]{2}[^\\/]+[\\/]+[^\\/]+/.test(root);
  const names = path.slice(root.length).split(/[\\/]/);
  return hasRoot && !/[<>"|?*\p{Cc}]/u.test(path) && !names.some((n) => n === ".." || n.includes(":"));
}

const witness = z
  .string()
  .max(128)
  .regex(/^(none|TCP:\/\/[A-Za-z0-9.-]+:\d{1,5})$/i, "TCP://server.domain:port, or none");

/** What both sides have: their monitor is always reached with Windows authentication, because no password is ever given. */
const common = { monitor: name, alert: z.boolean(), historyMinutes: minutes, retentionMinutes: minutes } as const;

/** Log shipping of a primary, value by value; minutes, names and Windows paths. */
export const primaryWords = z
  .object({
    ...common,
    backupDirectory: place,
    backupShare: place,
    backupJob: name,
    /** As sp_add_log_shipping_primary_database takes it: 0 off, 1 on, 2 as the server is set. */
    compression: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    backupThresholdMinutes: minutes,
    backupEveryMinutes: every,
  })
  .strict();

/** Log shipping of the secondary, value by value. The last three may stay out of a pool file; then they are asked. */
export const secondaryWords = z
  .object({
    ...common,
    primaryServer: name,
    sourceDirectory: place,
    destinationDirectory: place,
    copyJob: name,
    restoreJob: name,
    restoreDelayMinutes: range(minuteRanges.delay),
    restoreThresholdMinutes: minutes,
    copyEveryMinutes: every,
    restoreEveryMinutes: every,
    /** Whether one turn of the restore job applies every file that waits, or one. */
    restoreAll: z.boolean().optional(),
    /** Whether the copy could be read between two restores (STANDBY), or stayed RESTORING. */
    standby: z.boolean().optional(),
    disconnectUsers: z.boolean().optional(),
  })
  .strict();

/** `mgc` at home itself, and whether mgccomp there was mirrored. The last four may stay out of a pool file; then they are asked. */
export const databaseWords = z
  .object({
    owner: name,
    trustworthy: z.boolean(),
    chaining: z.boolean(),
    mirrored: z.boolean(),
    /** As sys.database_mirroring says it; only where it was mirrored. */
    safety: z.enum(["FULL", "OFF"]).optional(),
    /** As sys.database_mirroring says it, or the word none; only where it was mirrored. */
    witness: witness.optional(),
    complianceMirrored: z.boolean().optional(),
    complianceWitness: witness.optional(),
  })
  .strict();

/** The same, as far as somebody said it. */
export const saidWords = {
  primary: primaryWords.partial(),
  secondary: secondaryWords.partial(),
  database: databaseWords.partial(),
};
export type PrimaryWords = z.infer<typeof saidWords.primary>;
export type SecondaryWords = z.infer<typeof saidWords.secondary>;
export type DatabaseWords = z.infer<typeof saidWords.database>;

/**
 * What a person says of log shipping and of `mgc` itself, for what no capture holds (a pool that was failed over before this console
 * watched it). A capture always goes before it, and so does what a person said on a plan's page. No value has a default.
 */
export const logShippingSchema = z
  .object({
    primaries: z
      .array(primaryWords.extend({ instance: name }))
      .max(4)
      .default([]),
    secondary: secondaryWords.extend({ instance: name }).optional(),
    database: databaseWords.optional(),
  })
  .strict();

export type GivenShipping = z.infer<typeof logShippingSchema>;
