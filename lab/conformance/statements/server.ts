import { expects, fails, hasColumns, passes, type Statement } from "#lab/conformance/statement.ts";

const serverWide = true;
const job = "N'{db} job'";

/** Agent, log shipping, mirroring, options of a database. */
export const server: readonly Statement[] = [
  fails(["agt-no-job", "sql-server.md E4", `EXEC msdb.dbo.sp_start_job @job_name = ${job}`], {
    number: 14262,
    class: 16,
  }),
  fails(["agt-update-no-job", "sql-server.md E4", `EXEC msdb.dbo.sp_update_job @job_name = ${job}, @enabled = 0`], {
    number: 14262,
    class: 16,
  }),
  fails(["agt-stop-no-job", "sql-server.md E4", `EXEC msdb.dbo.sp_stop_job @job_name = ${job}`], {
    number: 14262,
    class: 16,
  }),
  expects(
    [
      "agt-return-code",
      "sql-server.md A3",
      `SET NOCOUNT ON; DECLARE @rc int; EXEC @rc = msdb.dbo.sp_start_job @job_name = ${job}; SELECT @rc AS rc`,
    ],
    { sets: [{ columns: "rc int", rows: [[1]] }], errors: [{ number: 14262 }] },
  ),
  expects(
    [
      "agt-add-and-delete",
      "sql-server.md A6",
      `SET NOCOUNT ON; DECLARE @j uniqueidentifier, @rc int; EXEC @rc = msdb.dbo.sp_add_job @job_name = ${job}, @enabled = 0, @job_id = @j OUTPUT; SELECT @rc AS rc, CASE WHEN @j IS NULL THEN 0 ELSE 1 END AS id, enabled FROM msdb.dbo.sysjobs WHERE job_id = @j; EXEC msdb.dbo.sp_delete_job @job_id = @j`,
    ],
    { sets: [{ columns: "rc int, id int!, enabled tinyint", rows: [[0, 1, 0]] }] },
    { serverWide },
  ),
  expects(
    [
      "agt-job-twice",
      "sql-server.md E4",
      `DECLARE @j uniqueidentifier; EXEC msdb.dbo.sp_add_job @job_name = ${job}, @enabled = 0, @job_id = @j OUTPUT; EXEC msdb.dbo.sp_add_job @job_name = ${job}; EXEC msdb.dbo.sp_delete_job @job_id = @j`,
    ],
    { sets: [], errors: [{ number: 14261, class: 16 }] },
    { serverWide },
  ),
  fails(
    [
      "ls-delete-no-primary",
      "sql-server.md E4",
      "EXEC master.dbo.sp_delete_log_shipping_primary_database @database = N'{db}'",
    ],
    { number: 32010, class: 16 },
  ),
  fails(
    [
      "ls-delete-no-secondary",
      "sql-server.md E4",
      "EXEC master.dbo.sp_delete_log_shipping_secondary_database @secondary_database = N'{db}'",
    ],
    { number: 32014, class: 16 },
  ),
  fails(
    [
      "ls-secondary-without-primary",
      "sql-server.md E4",
      "EXEC master.dbo.sp_add_log_shipping_secondary_database @secondary_database = N'{db}', @primary_server = N'nobody', @primary_database = N'{db}'",
    ],
    { number: 32023, class: 16 },
  ),
  expects(
    [
      "ls-simple",
      "sql-server.md E4",
      "ALTER DATABASE {db} SET RECOVERY SIMPLE; DECLARE @j uniqueidentifier, @p uniqueidentifier; EXEC master.dbo.sp_add_log_shipping_primary_database @database = N'{db}', @backup_directory = N'{dir}', @backup_share = N'{dir}', @backup_job_name = N'LSBackup_{db}', @backup_retention_period = 4320, @backup_threshold = 60, @threshold_alert_enabled = 0, @history_retention_period = 5760, @backup_job_id = @j OUTPUT, @primary_id = @p OUTPUT",
    ],
    { sets: [], errors: [{ number: 32015, class: 16 }] },
    { needs: "new", spoils: true, serverWide },
  ),
  expects(
    [
      "ls-add-and-delete",
      "sql-server.md A7",
      "SET NOCOUNT ON; DECLARE @j uniqueidentifier, @p uniqueidentifier, @rc int; EXEC @rc = master.dbo.sp_add_log_shipping_primary_database @database = N'{db}', @backup_directory = N'{dir}', @backup_share = N'{dir}', @backup_job_name = N'LSBackup_{db}', @backup_retention_period = 4320, @backup_compression = 2, @backup_threshold = 60, @threshold_alert_enabled = 0, @history_retention_period = 5760, @backup_job_id = @j OUTPUT, @primary_id = @p OUTPUT, @overwrite = 1; SELECT @rc AS rc, j.enabled, p.backup_retention_period FROM msdb.dbo.log_shipping_primary_databases p JOIN msdb.dbo.sysjobs j ON j.job_id = p.backup_job_id WHERE p.primary_id = @p AND j.job_id = @j; EXEC @rc = master.dbo.sp_delete_log_shipping_primary_database @database = N'{db}'; SELECT @rc AS rc",
    ],
    {
      sets: [
        { columns: "rc int, enabled tinyint, backup_retention_period int", rows: [[0, 0, 4320]] },
        { columns: "rc int", rows: [[0]] },
      ],
    },
    { needs: "new", spoils: true, serverWide },
  ),
  hasColumns(
    ["ls-help-primary", "sql-server.md A4", "EXEC master.dbo.sp_help_log_shipping_primary_database @database = N'mgc'"],
    "primary_id uniqueidentifier, primary_database nvarchar(128), backup_directory nvarchar(500), backup_share nvarchar(500), backup_retention_period int, backup_compression tinyint, backup_job_id uniqueidentifier, monitor_server nvarchar(128), monitor_server_security_mode bit, backup_threshold int, threshold_alert int, threshold_alert_enabled bit, last_backup_file nvarchar(500), last_backup_date datetime, last_backup_date_utc datetime, history_retention_period int",
    { serverWide },
  ),
  fails(
    ["mir-off", "sql-server.md E3", "ALTER DATABASE {db} SET PARTNER OFF"],
    { number: 1416, class: 16 },
    { needs: "new" },
  ),
  fails(
    ["mir-failover", "sql-server.md E3", "ALTER DATABASE {db} SET PARTNER FAILOVER"],
    { number: 1416, class: 16 },
    { needs: "new" },
  ),
  fails(
    ["mir-suspend", "sql-server.md E3", "ALTER DATABASE {db} SET PARTNER SUSPEND"],
    { number: 1416, class: 16 },
    { needs: "new" },
  ),
  fails(
    ["mir-witness", "sql-server.md E3", "ALTER DATABASE {db} SET WITNESS OFF"],
    { number: 1416, class: 16 },
    { needs: "new" },
  ),
  fails(
    ["mir-monitor-context", "sql-server.md C2", "EXEC msdb.sys.sp_dbmmonitorresults N'{db}', 0, 0"],
    { number: 32039, class: 16 },
    { needs: "new" },
  ),
  passes(["opt-read-only", "sql-server.md D1", "ALTER DATABASE {db} SET READ_ONLY WITH ROLLBACK IMMEDIATE"], {
    needs: "new",
    spoils: true,
  }),
  expects(
    [
      "opt-read-only-shown",
      "sql-server.md D1",
      "ALTER DATABASE {db} SET READ_ONLY WITH NO_WAIT; SELECT is_read_only, CONVERT(nvarchar(20), DATABASEPROPERTYEX(N'{db}', 'Updateability')) AS u FROM sys.databases WHERE name = N'{db}'",
    ],
    { sets: [{ columns: "is_read_only bit, u nvarchar(20)", rows: [[1, "READ_ONLY"]] }] },
    { needs: "new", spoils: true },
  ),
  expects(
    [
      "opt-offline",
      "sql-server.md D1",
      "ALTER DATABASE {db} SET OFFLINE; SELECT state, state_desc FROM sys.databases WHERE name = N'{db}'",
    ],
    { sets: [{ columns: "state tinyint, state_desc nvarchar(60)", rows: [[6, "OFFLINE"]] }] },
    { needs: "new", spoils: true },
  ),
  expects(
    ["opt-offline-use", "sql-server.md E2", "ALTER DATABASE {db} SET OFFLINE; EXEC(N'USE {db}')"],
    { sets: [], errors: [{ number: 942, class: 14 }] },
    { needs: "new", spoils: true },
  ),
];
