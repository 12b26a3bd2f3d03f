import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { CHAT_DATABASE } from "./instance-state.ts";
import { utcInstant } from "./row-values.ts";

/** An instance's own monitor row as log-shipping primary of `mgc`, with its clock. Its mirror has a row too, once configured there. */
export function monitorPrimaryQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT SYSUTCDATETIME() AS serverUtc, p.last_backup_file AS lastBackupFile, p.last_backup_date_utc AS lastBackupUtc
FROM msdb.dbo.log_shipping_monitor_primary AS p
WHERE p.primary_database = @database`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `monitorPrimaryQuery`. */
export const monitorPrimaryRow = z.object({
  serverUtc: utcInstant,
  lastBackupFile: z.string().nullable(),
  lastBackupUtc: utcInstant.nullable(),
});

/** Newest backup as a primary's monitor row tells it. */
export type MonitorPrimary = z.infer<typeof monitorPrimaryRow>;

/** An instance's own monitor row as log-shipping secondary of `mgc`. */
export function monitorSecondaryQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT SYSUTCDATETIME() AS serverUtc, s.last_copied_file AS lastCopiedFile, s.last_copied_date_utc AS lastCopiedUtc,
  s.last_restored_file AS lastRestoredFile, s.last_restored_date_utc AS lastRestoredUtc,
  s.last_restored_latency AS lastRestoredLatencyMinutes
FROM msdb.dbo.log_shipping_monitor_secondary AS s
WHERE s.secondary_database = @database`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `monitorSecondaryQuery`. */
export const monitorSecondaryRow = z.object({
  serverUtc: utcInstant,
  lastCopiedFile: z.string().nullable(),
  lastCopiedUtc: utcInstant.nullable(),
  lastRestoredFile: z.string().nullable(),
  lastRestoredUtc: utcInstant.nullable(),
  lastRestoredLatencyMinutes: z.number().int().nullable(),
});

/** Newest copied and restored file as a secondary's monitor row tells it. */
export type MonitorSecondary = z.infer<typeof monitorSecondaryRow>;
