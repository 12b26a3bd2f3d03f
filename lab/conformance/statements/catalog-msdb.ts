import { splitColumns } from "#lab/conformance/differences.ts";
import { fails, gives, hasColumns, type Statement } from "#lab/conformance/statement.ts";

const shape = (table: string, columns: string): string =>
  `SELECT TOP (0) ${splitColumns(columns)
    .map(({ name }) => name)
    .join(", ")} FROM ${table}`;

/** A view or table has these columns, of these types. */
function table(id: string, source: string, name: string, columns: string): Statement {
  return hasColumns([id, source, shape(name, columns)], columns);
}

/** msdb tables, and what the catalogue tells of a database in its states. */
export const catalogMsdb: readonly Statement[] = [
  table(
    "cat-jobs",
    "sql-server.md A6",
    "msdb.dbo.sysjobs",
    "job_id uniqueidentifier, name nvarchar(128), enabled tinyint, description nvarchar(512), category_id int, owner_sid varbinary(85), date_created datetime, version_number int",
  ),
  table(
    "cat-job-activity",
    "sql-server.md A6",
    "msdb.dbo.sysjobactivity",
    "session_id int, job_id uniqueidentifier, run_requested_date datetime, run_requested_source nvarchar(128), start_execution_date datetime, stop_execution_date datetime, job_history_id int, next_scheduled_run_date datetime",
  ),
  table(
    "cat-job-history",
    "sql-server.md A6",
    "msdb.dbo.sysjobhistory",
    "instance_id int, job_id uniqueidentifier, step_id int, step_name nvarchar(128), sql_message_id int, sql_severity int, message nvarchar(4000), run_status int, run_date int, run_time int, run_duration int, server nvarchar(128)",
  ),
  table(
    "cat-schedules",
    "sql-server.md A6",
    "msdb.dbo.sysschedules",
    "schedule_id int, schedule_uid uniqueidentifier, name nvarchar(128), enabled int, freq_type int, freq_interval int, freq_subday_type int, freq_subday_interval int, active_start_date int, active_end_date int",
  ),
  hasColumns(
    ["cat-help-monitor", "sql-server.md A4", "EXEC master.sys.sp_help_log_shipping_monitor"],
    "status bit, is_primary bit, server nvarchar(128), database_name nvarchar(128), time_since_last_backup int, last_backup_file nvarchar(500), backup_threshold int, is_backup_alert_enabled bit, time_since_last_copy int, last_copied_file nvarchar(500), time_since_last_restore int, last_restored_file nvarchar(500), last_restored_latency int, restore_threshold int, is_restore_alert_enabled bit",
  ),
  gives(
    [
      "cat-system-databases",
      "tsql.md T002",
      "SELECT name, database_id, state_desc FROM sys.databases WHERE database_id <= 4 ORDER BY database_id",
    ],
    "name nvarchar(128)!, database_id int!, state_desc nvarchar(60)",
    [
      ["master", 1, "ONLINE"],
      ["tempdb", 2, "ONLINE"],
      ["model", 3, "ONLINE"],
      ["msdb", 4, "ONLINE"],
    ],
  ),
  gives(
    [
      "cat-new-database",
      "sql-server.md D1",
      "SELECT state, state_desc, recovery_model_desc, user_access_desc, is_read_only, is_in_standby FROM sys.databases WHERE name = N'{db}'",
    ],
    "state tinyint, state_desc nvarchar(60), recovery_model_desc nvarchar(60), user_access_desc nvarchar(60), is_read_only bit, is_in_standby bit",
    [[0, "ONLINE", "FULL", "MULTI_USER", 0, 0]],
    { needs: "new" },
  ),
  gives(
    [
      "cat-restoring",
      "sql-server.md D1",
      "SELECT state, state_desc, collation_name, is_in_standby, CONVERT(nvarchar(60), DATABASEPROPERTYEX(N'{db}', 'Status')) AS status FROM sys.databases WHERE name = N'{db}'",
    ],
    null,
    [[1, "RESTORING", null, 0, "RESTORING"]],
    { needs: "restoring" },
  ),
  gives(
    [
      "cat-standby",
      "sql-server.md D1",
      "SELECT state_desc, is_in_standby, is_read_only FROM sys.databases WHERE name = N'{db}'",
    ],
    null,
    [["ONLINE", 1, 1]],
    { needs: "standby" },
  ),
  gives(
    [
      "cat-not-mirrored",
      "sql-server.md C1",
      "SELECT mirroring_guid, mirroring_state, mirroring_role_desc FROM sys.database_mirroring WHERE database_id = DB_ID(N'{db}')",
    ],
    "mirroring_guid uniqueidentifier, mirroring_state tinyint, mirroring_role_desc nvarchar(60)",
    [[null, null, null]],
    { needs: "new" },
  ),
  gives(
    [
      "cat-redo-start-online",
      "sql-server.md B6",
      "SELECT COUNT(*) AS n FROM sys.master_files WHERE database_id = DB_ID(N'{db}') AND redo_start_lsn IS NOT NULL",
    ],
    "n int",
    [[0]],
    { needs: "new" },
  ),
  gives(
    [
      "cat-redo-start-restoring",
      "sql-server.md B6",
      "SELECT CASE WHEN MIN(redo_start_lsn) IS NULL THEN 0 ELSE 1 END AS n FROM sys.master_files WHERE database_id = DB_ID(N'{db}') AND type = 0",
    ],
    "n int!",
    [[1]],
    { needs: "restoring" },
  ),
  fails(
    ["cat-restoring-select", "sql-server.md E2", "SELECT * FROM {db}.sys.objects"],
    { number: 927, class: 14 },
    { needs: "restoring" },
  ),
  fails(["cat-restoring-use", "sql-server.md B2", "USE {db}"], { number: 927, class: 14 }, { needs: "restoring" }),
  fails(
    ["cat-restoring-alter", "sql-server.md B2", "ALTER DATABASE {db} SET READ_ONLY"],
    { number: 5069, class: 16, state: 1 },
    { needs: "restoring", before: [{ number: 5052, class: 16 }] },
  ),
  fails(["cat-1801", "unverified", "CREATE DATABASE {db}"], { number: 1801, class: 16 }, { needs: "new" }),
  fails(["cat-drop-missing", "unverified", "DROP DATABASE [{db} is not there]"], { number: 3701, class: 11 }),
  fails(
    ["cat-drop-in-use", "unverified", "DROP DATABASE {db}"],
    { number: 3702, class: 16 },
    { needs: "new", in: "db" },
  ),
  fails(
    ["cat-alter-missing", "unverified", "ALTER DATABASE [{db} is not there] SET READ_ONLY"],
    { number: 5069, class: 16 },
    { before: [{ number: 5011, class: 14 }] },
  ),
];
