import { expects, fails, gives, hasColumns, type Statement } from "#lab/conformance/statement.ts";

const serverWide = true;
const _job = "N'{db} job'";

/** Locks, files, procedure calls, logins. */
export const serverCalls: readonly Statement[] = [
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
