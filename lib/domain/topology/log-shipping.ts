import { z } from "zod";

const name = z.string().min(1).max(128);
const place = z.string().min(1).max(500);
const minutes = z.number().int().min(1).max(5_256_000);
/** How often a job runs, day and night: msdb takes 1 to 59 for a schedule in minutes. */
const every = z.number().int().min(1).max(59);

/** What both sides have: their monitor is always reached with Windows authentication, because the pool file holds no password. */
const common = {
  instance: name,
  monitor: name,
  alert: z.boolean(),
  historyMinutes: minutes,
  retentionMinutes: minutes,
} as const;

const primary = z
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

const secondary = z
  .object({
    ...common,
    primaryServer: name,
    sourceDirectory: place,
    destinationDirectory: place,
    copyJob: name,
    restoreJob: name,
    restoreDelayMinutes: z.number().int().min(0).max(5_256_000),
    restoreThresholdMinutes: minutes,
    copyEveryMinutes: every,
    restoreEveryMinutes: every,
  })
  .strict();

/**
 * What a person says of log shipping and of `mgc` itself, for what no capture holds (a pool that was failed over before this console
 * watched it). A capture always goes before it. Every value of a part is needed: none has a default.
 */
export const logShippingSchema = z
  .object({
    primaries: z.array(primary).max(4).default([]),
    secondary: secondary.optional(),
    database: z
      .object({ owner: name, trustworthy: z.boolean(), chaining: z.boolean(), mirrored: z.boolean() })
      .strict()
      .optional(),
  })
  .strict();

export type GivenShipping = z.infer<typeof logShippingSchema>;
