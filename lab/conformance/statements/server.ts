import { expects, fails, gives, hasColumns, passes, type Statement } from "../statement.ts";

const serverWide = true;
const job = "N'{db} job'";

/** Agent, log shipping, mirroring, options of a database, logins, locks, files, procedure calls. */
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
  expects(
    [
      "opt-single-user",
      "sql-server.md D1",
      "ALTER DATABASE {db} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; SELECT user_access, user_access_desc FROM sys.databases WHERE name = N'{db}'",
    ],
    { sets: [{ columns: "user_access tinyint, user_access_desc nvarchar(60)", rows: [[1, "SINGLE_USER"]] }] },
    { needs: "new", spoils: true },
  ),
  expects(
    [
      "opt-bulk-logged",
      "sql-server.md D1",
      "ALTER DATABASE {db} SET RECOVERY BULK_LOGGED; SELECT recovery_model, recovery_model_desc FROM sys.databases WHERE name = N'{db}'",
    ],
    { sets: [{ columns: "recovery_model tinyint, recovery_model_desc nvarchar(60)", rows: [[2, "BULK_LOGGED"]] }] },
    { needs: "new", spoils: true },
  ),
  expects(
    [
      "opt-trustworthy",
      "unverified",
      "ALTER DATABASE {db} SET TRUSTWORTHY ON; SELECT is_trustworthy_on FROM sys.databases WHERE name = N'{db}'",
    ],
    { sets: [{ columns: "is_trustworthy_on bit", rows: [[1]] }] },
    { needs: "new", spoils: true },
  ),
  fails(["opt-syntax", "unverified", "ALTER DATABASE {db} SET"], { number: 102, class: 15 }, { needs: "new" }),
  gives(
    [
      "lock-get",
      "unverified",
      "DECLARE @rc int; EXEC @rc = sp_getapplock @Resource = N'{db}', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0; SELECT @rc AS rc; EXEC sp_releaseapplock @Resource = N'{db}', @LockOwner = N'Session'",
    ],
    "rc int",
    [[0]],
  ),
  fails(
    [
      "lock-release-not-held",
      "unverified",
      "EXEC sp_releaseapplock @Resource = N'{db} nothing', @LockOwner = N'Session'",
    ],
    { number: 1223, class: 16 },
  ),
  hasColumns(
    ["fs-dirtree", "sql-server.md D4", "EXEC master.sys.xp_dirtree N'{dir}', 1, 1"],
    "subdirectory nvarchar(512), depth int, file int",
  ),
  gives(
    ["fs-dirtree-missing", "sql-server.md D4", "EXEC master.sys.xp_dirtree N'{dir}\\no such folder', 1, 1"],
    null,
    [],
  ),
  gives(
    ["fs-exist-missing", "sql-server.md D4", "EXEC master.dbo.xp_fileexist N'{dir}\\{db}_none.bak'"],
    "File Exists int, File is a Directory int, Parent Directory Exists int",
    [[0, 0, 1]],
  ),
  hasColumns(["fs-drives", "sql-server.md D2", "EXEC master.sys.xp_fixeddrives"], "drive char(1), MB free int"),
  gives(
    ["rpc-executesql", "sql-server.md F3", "SELECT @a + 1 AS a, @s AS s, @n AS n"],
    "a int, s nvarchar(50), n nvarchar(50)",
    [[6, "Città", null]],
    {
      parameters: {
        a: { type: "int", value: 5 },
        s: { type: "nvarchar", value: "Città" },
        n: { type: "nvarchar", value: null },
      },
    },
  ),
  gives(
    ["rpc-restore-of-missing-by-name", "sql-server.md F4", "SELECT name FROM sys.databases WHERE name = @d"],
    "name nvarchar(128)!",
    [["msdb"]],
    { parameters: { d: { type: "nvarchar", value: "MSDB" } } },
  ),
  expects(
    ["rpc-error", "sql-server.md G7", "SELECT 1 / @zero AS x"],
    { sets: [{ columns: "x int", rows: [] }], errors: [{ number: 8134 }] },
    { parameters: { zero: { type: "int", value: 0 } } },
  ),
  expects(
    ["rpc-procedure-return", "sql-server.md A3", "msdb.dbo.sp_start_job"],
    { sets: [], errors: [{ number: 14262 }], returns: 1 },
    { isCall: true, parameters: { job_name: { type: "nvarchar", value: "{db} job" } } },
  ),
  expects(
    ["rpc-procedure-ok", "unverified", "sp_getapplock"],
    { sets: [], returns: 0 },
    {
      isCall: true,
      parameters: {
        Resource: { type: "nvarchar", value: "{db} rpc" },
        LockMode: { type: "varchar", value: "Shared" },
        LockOwner: { type: "varchar", value: "Session" },
        LockTimeout: { type: "int", value: 0 },
      },
    },
  ),
  expects(
    ["rpc-output", "sql-server.md A7", "msdb.dbo.sp_add_schedule"],
    { sets: [], returns: 0 },
    {
      isCall: true,
      serverWide,
      parameters: { schedule_name: { type: "nvarchar", value: "{db} schedule" }, enabled: { type: "int", value: 0 } },
      outputs: { schedule_id: "int" },
    },
  ),
  fails(
    ["rpc-unknown-procedure", "sql-server.md E5", "dbo.no_such_procedure"],
    { number: 2812, class: 16 },
    { isCall: true },
  ),
  fails(["sec-login-missing", "unverified", "EXECUTE AS LOGIN = N'{db} nobody'"], { number: 15406, class: 16 }),
  fails(
    ["sec-owner-missing", "unverified", "ALTER AUTHORIZATION ON DATABASE::{db} TO [{db} nobody]"],
    { number: 15151, class: 16 },
    { needs: "new" },
  ),
  gives(
    [
      "sec-owner",
      "unverified",
      "SELECT CASE WHEN SUSER_SNAME(owner_sid) = ORIGINAL_LOGIN() THEN 1 ELSE 0 END AS mine FROM sys.databases WHERE name = N'{db}'",
    ],
    "mine int!",
    [[1]],
    { needs: "new" },
  ),
];
