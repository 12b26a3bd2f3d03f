import { splitColumns } from "#lab/conformance/differences.ts";
import { hasColumns, type Statement } from "#lab/conformance/statement.ts";

const shape = (table: string, columns: string): string =>
  `SELECT TOP (0) ${splitColumns(columns)
    .map(({ name }) => name)
    .join(", ")} FROM ${table}`;

/** A view or table has these columns, of these types. */
function table(id: string, source: string, name: string, columns: string): Statement {
  return hasColumns([id, source, shape(name, columns)], columns);
}

/** Catalogue views, DMVs and log shipping tables: columns with their types. */
export const catalog: readonly Statement[] = [
  table(
    "cat-databases",
    "sql-server.md D1",
    "sys.databases",
    "name nvarchar(128), database_id int, source_database_id int, create_date datetime, compatibility_level tinyint, collation_name nvarchar(128), user_access tinyint, user_access_desc nvarchar(60), is_read_only bit, state tinyint, state_desc nvarchar(60), is_in_standby bit, recovery_model tinyint, recovery_model_desc nvarchar(60), page_verify_option tinyint, log_reuse_wait tinyint, log_reuse_wait_desc nvarchar(60), is_trustworthy_on bit",
  ),
  table(
    "cat-mirroring",
    "sql-server.md C1",
    "sys.database_mirroring",
    "database_id int, mirroring_guid uniqueidentifier, mirroring_state tinyint, mirroring_state_desc nvarchar(60), mirroring_role tinyint, mirroring_role_desc nvarchar(60), mirroring_role_sequence int, mirroring_safety_level tinyint, mirroring_safety_level_desc nvarchar(60), mirroring_safety_sequence int, mirroring_partner_name nvarchar(128), mirroring_partner_instance nvarchar(128), mirroring_witness_name nvarchar(128), mirroring_witness_state tinyint, mirroring_witness_state_desc nvarchar(60), mirroring_failover_lsn numeric(25,0), mirroring_connection_timeout int, mirroring_redo_queue int, mirroring_redo_queue_type nvarchar(60)",
  ),
  table(
    "cat-witnesses",
    "sql-server.md C1",
    "sys.database_mirroring_witnesses",
    "database_name nvarchar(128), principal_server_name nvarchar(128), mirror_server_name nvarchar(128), safety_level tinyint, safety_level_desc nvarchar(60), safety_sequence_number int, role_sequence_number int, mirroring_guid uniqueidentifier, family_guid uniqueidentifier, is_suspended bit, is_suspended_sequence_number int, partner_sync_state tinyint, partner_sync_state_desc nvarchar(60)",
  ),
  table(
    "cat-endpoints",
    "sql-server.md C1",
    "sys.database_mirroring_endpoints",
    "name nvarchar(128), endpoint_id int, state tinyint, state_desc nvarchar(60), role tinyint, role_desc nvarchar(60), is_encryption_enabled bit, connection_auth tinyint, connection_auth_desc nvarchar(60), encryption_algorithm tinyint, encryption_algorithm_desc nvarchar(60)",
  ),
  table(
    "cat-master-files",
    "sql-server.md B6",
    "sys.master_files",
    "database_id int, file_id int, type tinyint, type_desc nvarchar(60), name nvarchar(128), physical_name nvarchar(260), state tinyint, state_desc nvarchar(60), size int, create_lsn numeric(25,0), drop_lsn numeric(25,0), differential_base_lsn numeric(25,0), differential_base_guid uniqueidentifier, redo_start_lsn numeric(25,0), redo_start_fork_guid uniqueidentifier, redo_target_lsn numeric(25,0), redo_target_fork_guid uniqueidentifier, backup_lsn numeric(25,0)",
  ),
  table(
    "cat-recovery-status",
    "sql-server.md B6",
    "sys.database_recovery_status",
    "database_guid uniqueidentifier, family_guid uniqueidentifier, last_log_backup_lsn numeric(25,0), recovery_fork_guid uniqueidentifier, first_recovery_fork_guid uniqueidentifier, fork_point_lsn numeric(25,0)",
  ),
  table(
    "cat-requests",
    "sql-server.md B7",
    "sys.dm_exec_requests",
    "session_id smallint, start_time datetime, status nvarchar(30), command nvarchar(32), database_id smallint, wait_type nvarchar(60), total_elapsed_time int, percent_complete real, estimated_completion_time bigint",
  ),
  table(
    "cat-sessions",
    "tsql.md T074",
    "sys.dm_exec_sessions",
    "session_id smallint!, login_time datetime!, host_name nvarchar(128), program_name nvarchar(128), login_name nvarchar(128)!, status nvarchar(30)!, is_user_process bit!",
  ),
  table(
    "cat-services",
    "sql-server.md D2",
    "sys.dm_server_services",
    "servicename nvarchar(256), startup_type int, startup_type_desc nvarchar(256), status int, status_desc nvarchar(256), service_account nvarchar(256), is_clustered nvarchar(1)",
  ),
  hasColumns(
    [
      "cat-volume-stats",
      "sql-server.md D2",
      "SELECT vs.volume_mount_point, vs.total_bytes, vs.available_bytes FROM sys.master_files f CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) vs WHERE f.database_id = 1 AND f.file_id = 1",
    ],
    "volume_mount_point nvarchar(512), total_bytes bigint, available_bytes bigint",
  ),
  table(
    "cat-sysprocesses",
    "sql-server.md D3",
    "master.dbo.sysprocesses",
    "spid smallint, dbid smallint, loginame nchar(128), hostname nchar(128), program_name nchar(128), status nchar(30), cmd nchar(16), last_batch datetime, open_tran smallint, blocked smallint",
  ),
  table(
    "cat-ls-primary",
    "sql-server.md A2",
    "msdb.dbo.log_shipping_primary_databases",
    "primary_id uniqueidentifier, primary_database nvarchar(128), backup_directory nvarchar(500), backup_share nvarchar(500), backup_retention_period int, backup_job_id uniqueidentifier, monitor_server nvarchar(128), monitor_server_security_mode bit, last_backup_file nvarchar(500), last_backup_date datetime, user_specified_monitor bit, backup_compression tinyint",
  ),
  table(
    "cat-ls-primary-secondaries",
    "sql-server.md A2",
    "msdb.dbo.log_shipping_primary_secondaries",
    "primary_id uniqueidentifier, secondary_server nvarchar(128), secondary_database nvarchar(128)",
  ),
  table(
    "cat-ls-secondary",
    "sql-server.md A2",
    "msdb.dbo.log_shipping_secondary",
    "secondary_id uniqueidentifier, primary_server nvarchar(128), primary_database nvarchar(128), backup_source_directory nvarchar(500), backup_destination_directory nvarchar(500), file_retention_period int, copy_job_id uniqueidentifier, restore_job_id uniqueidentifier, monitor_server nvarchar(128), monitor_server_security_mode bit, last_copied_file nvarchar(500), last_copied_date datetime, user_specified_monitor bit",
  ),
  table(
    "cat-ls-secondary-databases",
    "sql-server.md A2",
    "msdb.dbo.log_shipping_secondary_databases",
    "secondary_database nvarchar(128), secondary_id uniqueidentifier, restore_delay int, restore_all bit, restore_mode bit, disconnect_users bit, block_size int, buffer_count int, max_transfer_size int, last_restored_file nvarchar(500), last_restored_date datetime",
  ),
  table(
    "cat-ls-monitor-primary",
    "sql-server.md A2",
    "msdb.dbo.log_shipping_monitor_primary",
    "primary_id uniqueidentifier, primary_server nvarchar(128), primary_database nvarchar(128), backup_threshold int, threshold_alert int, threshold_alert_enabled bit, last_backup_file nvarchar(500), last_backup_date datetime, last_backup_date_utc datetime, history_retention_period int",
  ),
  table(
    "cat-ls-monitor-secondary",
    "sql-server.md A2",
    "msdb.dbo.log_shipping_monitor_secondary",
    "secondary_server nvarchar(128), secondary_database nvarchar(128), secondary_id uniqueidentifier, primary_server nvarchar(128), primary_database nvarchar(128), restore_threshold int, threshold_alert int, threshold_alert_enabled bit, last_copied_file nvarchar(500), last_copied_date datetime, last_copied_date_utc datetime, last_restored_file nvarchar(500), last_restored_date datetime, last_restored_date_utc datetime, last_restored_latency int, history_retention_period int",
  ),
  table("cat-ls-alert", "sql-server.md A2", "msdb.dbo.log_shipping_monitor_alert", "alert_job_id uniqueidentifier"),
  table(
    "cat-ls-history",
    "sql-server.md A2",
    "msdb.dbo.log_shipping_monitor_history_detail",
    "agent_id uniqueidentifier, agent_type tinyint, session_id int, database_name nvarchar(128), session_status tinyint, log_time datetime, log_time_utc datetime, message nvarchar(max)",
  ),
  table(
    "cat-ls-errors",
    "sql-server.md A2",
    "msdb.dbo.log_shipping_monitor_error_detail",
    "agent_id uniqueidentifier, agent_type tinyint, session_id int, database_name nvarchar(128), sequence_number int, log_time datetime, log_time_utc datetime",
  ),
  table(
    "cat-backupset",
    "sql-server.md B5",
    "msdb.dbo.backupset",
    "backup_set_id int, backup_set_uuid uniqueidentifier, media_set_id int, position int, name nvarchar(128), description nvarchar(255), time_zone smallint, first_lsn numeric(25,0), last_lsn numeric(25,0), checkpoint_lsn numeric(25,0), database_backup_lsn numeric(25,0), database_creation_date datetime, backup_start_date datetime, backup_finish_date datetime, type char(1), backup_size numeric(20,0), recovery_model nvarchar(60), is_copy_only bit, first_recovery_fork_guid uniqueidentifier, last_recovery_fork_guid uniqueidentifier, fork_point_lsn numeric(25,0), differential_base_lsn numeric(25,0), differential_base_guid uniqueidentifier, compressed_backup_size numeric(20,0)",
  ),
  table(
    "cat-backupmediafamily",
    "sql-server.md B5",
    "msdb.dbo.backupmediafamily",
    "media_set_id int, family_sequence_number tinyint, physical_device_name nvarchar(260), device_type tinyint, mirror tinyint",
  ),
  table(
    "cat-restorehistory",
    "sql-server.md B5",
    "msdb.dbo.restorehistory",
    "restore_history_id int, restore_date datetime, destination_database_name nvarchar(128), user_name nvarchar(128), backup_set_id int, restore_type char(1), replace bit, recovery bit, restart bit, stop_at datetime, device_count tinyint, stop_at_mark_name nvarchar(128), stop_before bit",
  ),
];
