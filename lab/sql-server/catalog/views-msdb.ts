import type { TableSource } from "#lab/sql-server/contract.ts";
import { dateParts } from "#lab/world/agent-schedule.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import type { Row } from "#lab/world/state.ts";
import { tableOf } from "./columns.ts";

const detail = "agent_id uniqueidentifier, agent_type tinyint, session_id int, database_name sysname";
const history = "run_date int, run_time int, run_duration int";

/** Columns of the msdb tables; rows are kept keyed by these names. */
export const msdbSpecs: Readonly<Record<string, string>> = {
  log_shipping_primary_databases:
    "primary_id uniqueidentifier, primary_database sysname, backup_directory nvarchar(500), backup_share nvarchar(500), backup_retention_period int, backup_job_id uniqueidentifier, monitor_server sysname, user_specified_monitor bit, monitor_server_security_mode bit, last_backup_file nvarchar(500), last_backup_date datetime, backup_compression tinyint",
  log_shipping_primary_secondaries: "primary_id uniqueidentifier, secondary_server sysname, secondary_database sysname",
  log_shipping_secondary:
    "secondary_id uniqueidentifier, primary_server sysname, primary_database sysname, backup_source_directory nvarchar(500), backup_destination_directory nvarchar(500), file_retention_period int, copy_job_id uniqueidentifier, restore_job_id uniqueidentifier, monitor_server sysname, user_specified_monitor bit, monitor_server_security_mode bit, last_copied_file nvarchar(500), last_copied_date datetime",
  log_shipping_secondary_databases:
    "secondary_database sysname, secondary_id uniqueidentifier, restore_delay int, restore_all bit, restore_mode bit, disconnect_users bit, block_size int, buffer_count int, max_transfer_size int, last_restored_file nvarchar(500), last_restored_date datetime",
  log_shipping_monitor_primary:
    "primary_id uniqueidentifier, primary_server sysname, primary_database sysname, backup_threshold int, threshold_alert int, threshold_alert_enabled bit, last_backup_file nvarchar(500), last_backup_date datetime, last_backup_date_utc datetime, history_retention_period int",
  log_shipping_monitor_secondary:
    "secondary_server sysname, secondary_database sysname, secondary_id uniqueidentifier, primary_server sysname, primary_database sysname, restore_threshold int, threshold_alert int, threshold_alert_enabled bit, last_copied_file nvarchar(500), last_copied_date datetime, last_copied_date_utc datetime, last_restored_file nvarchar(500), last_restored_date datetime, last_restored_date_utc datetime, last_restored_latency int, history_retention_period int",
  log_shipping_monitor_alert: "alert_job_id uniqueidentifier",
  log_shipping_monitor_history_detail: `${detail}, session_status tinyint, log_time datetime, log_time_utc datetime, message nvarchar(max)`,
  log_shipping_monitor_error_detail: `${detail}, sequence_number int, log_time datetime, log_time_utc datetime, message nvarchar(max), source nvarchar(4000), help_url nvarchar(4000)`,
  backupset:
    "backup_set_id int, backup_set_uuid uniqueidentifier, media_set_id int, position int, expiration_date datetime, software_vendor_id int, name nvarchar(128), description nvarchar(255), user_name nvarchar(128), software_major_version tinyint, software_minor_version tinyint, software_build_version smallint, time_zone smallint, first_lsn numeric(25), last_lsn numeric(25), checkpoint_lsn numeric(25), database_backup_lsn numeric(25), database_creation_date datetime, backup_start_date datetime, backup_finish_date datetime, type char(1), sort_order smallint, code_page smallint, compatibility_level tinyint, database_version int, backup_size numeric(20), database_name nvarchar(128), server_name nvarchar(128), machine_name nvarchar(128), flags int, collation_name nvarchar(128), is_password_protected bit, recovery_model nvarchar(60), has_bulk_logged_data bit, is_snapshot bit, is_readonly bit, is_single_user bit, has_backup_checksums bit, is_damaged bit, begins_log_chain bit, has_incomplete_metadata bit, is_force_offline bit, is_copy_only bit, first_recovery_fork_guid uniqueidentifier, last_recovery_fork_guid uniqueidentifier, fork_point_lsn numeric(25), database_guid uniqueidentifier, family_guid uniqueidentifier, differential_base_lsn numeric(25), differential_base_guid uniqueidentifier, compressed_backup_size numeric(20)",
  backupfile:
    "backup_set_id int, file_number numeric(10), backed_up_page_count numeric(10), file_type char(1), file_size numeric(20), logical_name nvarchar(128), physical_drive nvarchar(260), physical_name nvarchar(260), state tinyint, state_desc nvarchar(64), filegroup_name nvarchar(128), is_readonly bit, is_present bit",
  backupmediaset:
    "media_set_id int, media_uuid uniqueidentifier, media_family_count tinyint, name nvarchar(128), description nvarchar(255), software_name nvarchar(128), software_vendor_id int, mirror_count tinyint, is_password_protected bit, is_compressed bit",
  backupmediafamily:
    "media_set_id int, family_sequence_number tinyint, media_family_id uniqueidentifier, media_count int, logical_device_name nvarchar(128), physical_device_name nvarchar(260), device_type tinyint, physical_block_size int, mirror tinyint",
  restorehistory:
    "restore_history_id int, restore_date datetime, destination_database_name nvarchar(128), user_name nvarchar(128), backup_set_id int, restore_type char(1), replace bit, recovery bit, restart bit, stop_at datetime, device_count tinyint, stop_at_mark_name nvarchar(128), stop_before bit",
  sysjobs:
    "job_id uniqueidentifier, originating_server_id int, name sysname, enabled tinyint, description nvarchar(512), start_step_id int, category_id int, owner_sid varbinary(85), notify_level_eventlog int, notify_level_email int, notify_level_netsend int, notify_level_page int, notify_email_operator_id int, notify_netsend_operator_id int, notify_page_operator_id int, delete_level int, date_created datetime, date_modified datetime, version_number int",
  sysjobsteps:
    "job_id uniqueidentifier, step_id int, step_name sysname, subsystem nvarchar(40), command nvarchar(max), flags int, cmdexec_success_code int, on_success_action tinyint, on_success_step_id int, on_fail_action tinyint, on_fail_step_id int, server sysname, database_name sysname, database_user_name sysname, retry_attempts int, retry_interval int, last_run_outcome int, last_run_duration int, last_run_date int, last_run_time int, proxy_id int, step_uid uniqueidentifier",
  sysschedules:
    "schedule_id int, schedule_uid uniqueidentifier, originating_server_id int, name sysname, owner_sid varbinary(85), enabled int, freq_type int, freq_interval int, freq_subday_type int, freq_subday_interval int, freq_relative_interval int, freq_recurrence_factor int, active_start_date int, active_end_date int, active_start_time int, active_end_time int, date_created datetime, date_modified datetime, version_number int",
  sysjobschedules: "schedule_id int, job_id uniqueidentifier, next_run_date int, next_run_time int",
  sysjobactivity:
    "session_id int, job_id uniqueidentifier, run_requested_date datetime, run_requested_source sysname, queued_date datetime, start_execution_date datetime, last_executed_step_id int, last_executed_step_date datetime, stop_execution_date datetime, job_history_id int, next_scheduled_run_date datetime",
  sysjobhistory: `instance_id int, job_id uniqueidentifier, step_id int, step_name sysname, sql_message_id int, sql_severity int, message nvarchar(4000), run_status int, ${history}, operator_id_emailed int, operator_id_netsent int, operator_id_paged int, retries_attempted int, server sysname`,
  sysjobservers:
    "job_id uniqueidentifier, server_id int, last_run_outcome tinyint, last_outcome_message nvarchar(4000), last_run_date int, last_run_time int, last_run_duration int",
  syssessions: "session_id int, agent_start_date datetime",
  syscategories: "category_id int, category_class int, category_type tinyint, name sysname",
  suspect_pages:
    "database_id int, file_id int, page_id bigint, event_type int, error_count int, last_update_date datetime",
};

const categories: readonly Row[] = [
  { category_id: 0, category_class: 1, category_type: 1, name: "[Uncategorized (Local)]" },
  { category_id: 3, category_class: 1, category_type: 1, name: "Database Maintenance" },
  { category_id: 6, category_class: 1, category_type: 1, name: "Log Shipping" },
];

function rowsOf(instance: InstanceWorld, name: string): readonly Row[] {
  if (name === "syscategories") return categories;
  if (name === "sysjobs" || name === "sysschedules")
    return instance.msdb(name).map((row) => ({ ...row, owner_sid: Uint8Array.of(1) }));
  if (name !== "sysjobschedules") return instance.msdb(name);
  return instance.msdb(name).map((row) => {
    const activity = instance.msdb("sysjobactivity").findLast((one) => one.job_id === row.job_id);
    const next = activity?.next_scheduled_run_date;
    const parts = next instanceof Date ? dateParts(next) : { date: 0, time: 0 };
    return { ...row, next_run_date: parts.date, next_run_time: parts.time };
  });
}

export function msdbTable(instance: InstanceWorld, name: string): TableSource | null {
  const spec = msdbSpecs[name];
  return spec === undefined ? null : tableOf(spec, () => rowsOf(instance, name));
}
