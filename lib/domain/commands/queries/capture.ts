import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { CHAT_DATABASE } from "./instance-state.ts";

/** Rows as read: what is captured is kept whole, and read again by the step that rebuilds it. */
export const capturedRow = z.record(z.string(), z.unknown());

/** Log-shipping configuration only: last files and dates change with every backup and would make every look a change. */
const texts = {
  logShippingPrimary: `SELECT CONVERT(varchar(36), p.primary_id) AS primaryId, p.primary_database, p.backup_directory, p.backup_share,
  p.backup_retention_period, CONVERT(varchar(36), p.backup_job_id) AS backupJobId, p.monitor_server,
  p.monitor_server_security_mode, p.backup_compression
FROM msdb.dbo.log_shipping_primary_databases AS p WHERE p.primary_database = @database`,
  logShippingPrimarySecondaries: `SELECT s.secondary_server, s.secondary_database
FROM msdb.dbo.log_shipping_primary_secondaries AS s
INNER JOIN msdb.dbo.log_shipping_primary_databases AS p ON p.primary_id = s.primary_id
WHERE p.primary_database = @database`,
  logShippingSecondary: `SELECT CONVERT(varchar(36), s.secondary_id) AS secondaryId, s.primary_server, s.primary_database,
  s.backup_source_directory, s.backup_destination_directory, s.file_retention_period,
  CONVERT(varchar(36), s.copy_job_id) AS copyJobId, CONVERT(varchar(36), s.restore_job_id) AS restoreJobId,
  s.monitor_server, s.monitor_server_security_mode
FROM msdb.dbo.log_shipping_secondary AS s WHERE s.primary_database = @database`,
  logShippingSecondaryDatabase: `SELECT d.secondary_database, CONVERT(varchar(36), d.secondary_id) AS secondaryId, d.restore_delay,
  d.restore_all, d.restore_mode, d.disconnect_users, d.block_size, d.buffer_count, d.max_transfer_size
FROM msdb.dbo.log_shipping_secondary_databases AS d WHERE d.secondary_database = @database`,
  monitorPrimary: `SELECT p.primary_server, p.primary_database, p.backup_threshold, p.threshold_alert, p.threshold_alert_enabled,
  p.history_retention_period
FROM msdb.dbo.log_shipping_monitor_primary AS p WHERE p.primary_database = @database`,
  monitorSecondary: `SELECT s.secondary_server, s.secondary_database, s.primary_server, s.primary_database, s.restore_threshold,
  s.threshold_alert, s.threshold_alert_enabled, s.history_retention_period
FROM msdb.dbo.log_shipping_monitor_secondary AS s WHERE s.secondary_database = @database`,
  jobs: `SELECT CONVERT(varchar(36), j.job_id) AS jobId, j.name, j.enabled, SUSER_SNAME(j.owner_sid) AS ownerName
FROM msdb.dbo.sysjobs AS j`,
  jobSteps: `SELECT CONVERT(varchar(36), s.job_id) AS jobId, s.step_id, s.step_name, s.subsystem, s.command
FROM msdb.dbo.sysjobsteps AS s`,
  jobSchedules: `SELECT CONVERT(varchar(36), j.job_id) AS jobId, c.name, c.enabled, c.freq_type, c.freq_interval, c.freq_subday_type,
  c.freq_subday_interval, c.freq_relative_interval, c.freq_recurrence_factor, c.active_start_date, c.active_end_date,
  c.active_start_time, c.active_end_time
FROM msdb.dbo.sysjobschedules AS j INNER JOIN msdb.dbo.sysschedules AS c ON c.schedule_id = j.schedule_id`,
  mirroring: `SELECT m.mirroring_role_desc, m.mirroring_safety_level_desc, m.mirroring_partner_name, m.mirroring_partner_instance,
  m.mirroring_witness_name, m.mirroring_connection_timeout
FROM sys.database_mirroring AS m WHERE m.database_id = DB_ID(@database)`,
  complianceMirroring: `SELECT m.mirroring_role_desc, m.mirroring_partner_instance, m.mirroring_witness_name
FROM sys.database_mirroring AS m WHERE m.database_id = DB_ID(N'mgccomp')`,
  files: `SELECT f.name AS logicalName, f.physical_name AS path, f.type_desc
FROM sys.master_files AS f WHERE f.database_id = DB_ID(@database)`,
  endpoints: `SELECT e.name, e.state_desc, e.role_desc, e.is_encryption_enabled, e.connection_auth_desc,
  e.encryption_algorithm_desc, t.port
FROM sys.database_mirroring_endpoints AS e INNER JOIN sys.tcp_endpoints AS t ON t.endpoint_id = e.endpoint_id`,
  logins: `SELECT p.name, CONVERT(varchar(172), p.sid, 1) AS sidHex, p.type, p.is_disabled, p.default_database_name
FROM sys.server_principals AS p WHERE p.type IN ('S', 'U', 'G')`,
  databaseOptions: `SELECT d.name, d.recovery_model_desc, d.compatibility_level, d.collation_name, d.page_verify_option_desc,
  d.user_access_desc, d.is_auto_close_on, d.is_trustworthy_on, d.is_db_chaining_on, d.is_broker_enabled, d.is_read_committed_snapshot_on,
  SUSER_SNAME(d.owner_sid) AS ownerName
FROM sys.databases AS d WHERE d.name = @database`,
} as const;

/** One part of an instance's half of a capture. */
export type CaptureSection = keyof typeof texts;
/** All parts, in a fixed order. */
export const captureSections = Object.keys(texts).filter((key): key is CaptureSection => key in texts);

/** Reads one part of what the procedures destroy or must rebuild on an instance. No password hash is ever read. */
export function captureQuery(target: string, section: CaptureSection): SqlQuery {
  const text = texts[section];
  return text.includes("@database") ? { target, text, parameters: { database: CHAT_DATABASE } } : { target, text };
}
