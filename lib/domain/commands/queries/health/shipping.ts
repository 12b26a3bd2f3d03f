import { z } from "zod";
import { CHAT_DATABASE } from "#lib/domain/commands/queries/instance-state.ts";
import { bit, wholeNumberText } from "#lib/domain/commands/queries/row-values.ts";
import type { SqlQuery } from "#lib/domain/ports.ts";

/** How log shipping of `mgc` is set up on this instance, in both roles; thresholds in minutes. sql-server.md A2. */
export function shippingSetUpQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT N'primary' AS role, p.backup_share AS folder, p.backup_directory AS directory, m.backup_threshold AS thresholdMinutes,
  m.threshold_alert_enabled AS isAlertOn, CONVERT(int, NULL) AS restoreDelay, CONVERT(bit, NULL) AS isStandby
FROM msdb.dbo.log_shipping_primary_databases AS p
LEFT JOIN msdb.dbo.log_shipping_monitor_primary AS m ON m.primary_id = p.primary_id
WHERE p.primary_database = @database
UNION ALL
SELECT N'secondary', s.backup_destination_directory, s.backup_source_directory, m.restore_threshold, m.threshold_alert_enabled, d.restore_delay, d.restore_mode
FROM msdb.dbo.log_shipping_secondary_databases AS d
INNER JOIN msdb.dbo.log_shipping_secondary AS s ON s.secondary_id = d.secondary_id
LEFT JOIN msdb.dbo.log_shipping_monitor_secondary AS m ON m.secondary_id = d.secondary_id
WHERE d.secondary_database = @database`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `shippingSetUpQuery`. */
export const shippingSetUpRow = z.object({
  role: z.enum(["primary", "secondary"]),
  /** Primary: the share and what SQL Server writes to; secondary: where it copies to and from. */
  folder: z.string(),
  directory: z.string(),
  thresholdMinutes: z.number().int().nullable(),
  isAlertOn: bit.nullable(),
  restoreDelay: z.number().int().nullable(),
  isStandby: bit.nullable(),
});
export type ShippingSetUp = z.infer<typeof shippingSetUpRow>;

/** The newest errors that log shipping's agents have written here. Ages by the server's own clock, in seconds. */
export function shippingErrorsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT TOP 5 e.agent_type AS agentType, DATEDIFF(second, e.log_time_utc, GETUTCDATE()) AS ageSeconds,
  CONVERT(nvarchar(1000), e.message) AS message
FROM msdb.dbo.log_shipping_monitor_error_detail AS e
WHERE e.log_time_utc > DATEADD(day, -1, GETUTCDATE()) ORDER BY e.log_time_utc DESC`,
  };
}

/** Row of `shippingErrorsQuery`; agent types: 0 backup, 1 copy, 2 restore. */
export const shippingErrorRow = z.object({
  agentType: z.number().int(),
  ageSeconds: z.number().int(),
  message: z.string(),
});
export type ShippingError = z.infer<typeof shippingErrorRow>;

/** Log backups of `mgc` that this instance took in the last day, newest first, at most 200: where each went and who took it. */
export function recentBackupsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT b.userName AS userName, b.isCopyOnly AS isCopyOnly, b.firstLsn AS firstLsn, b.lastLsn AS lastLsn,
  b.finishedLocal AS finishedLocal, f.physical_device_name AS [file]
FROM (SELECT TOP 200 s.backup_set_id AS id, s.media_set_id AS mediaId, s.user_name AS userName, s.is_copy_only AS isCopyOnly,
    CONVERT(varchar(25), s.first_lsn) AS firstLsn, CONVERT(varchar(25), s.last_lsn) AS lastLsn,
    CONVERT(varchar(33), s.backup_finish_date, 126) AS finishedLocal
  FROM msdb.dbo.backupset AS s
  WHERE s.database_name = @database AND s.type = 'L' AND s.backup_finish_date > DATEADD(day, -1, GETDATE())
    AND s.server_name = CONVERT(nvarchar(128), SERVERPROPERTY('ServerName'))
  ORDER BY s.backup_set_id DESC) AS b
INNER JOIN msdb.dbo.backupmediafamily AS f ON f.media_set_id = b.mediaId
ORDER BY b.id DESC`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `recentBackupsQuery`; `finishedLocal` is the server's local time, without a zone. */
export const recentBackupRow = z.object({
  userName: z.string().nullable(),
  isCopyOnly: bit,
  firstLsn: wholeNumberText,
  lastLsn: wholeNumberText,
  finishedLocal: z.string(),
  file: z.string().nullable(),
});
export type RecentBackup = z.infer<typeof recentBackupRow>;
