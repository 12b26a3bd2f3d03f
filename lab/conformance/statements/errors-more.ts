import { expects, fails, type Statement } from "#lab/conformance/statement.ts";

const _syntax = { class: 15, state: 1 } as const;

/** Wrong T-SQL that runs, and what some versions do not have. */
export const errorsMore: readonly Statement[] = [
  fails(["err-155", "tsql.md §2.5", "SELECT DATEADD(fortnight, 1, GETDATE())"], { number: 155, line: 1, class: 15 }),
  fails(["err-174", "tsql.md §2.5", "SELECT SUBSTRING('a', 1)"], { number: 174, line: 1, class: 15 }),
  fails(["err-189", "tsql.md §2.5", "SELECT CHARINDEX('a')"], { number: 189, line: 1, class: 15 }),
  fails(["err-1087", "tsql.md §2.5", "SELECT * FROM @t"], { number: 1087, line: 1, class: 15 }),
  fails(["err-8121", "unverified", "SELECT state FROM sys.databases GROUP BY state HAVING name = 'mgc'"], {
    number: 8121,
    line: 1,
  }),
  fails(["err-8156", "tsql.md §2.5", "SELECT * FROM (SELECT 1 AS a, 2 AS a) c"], { number: 8156, line: 1 }),
  fails(["err-8158", "tsql.md §2.5", "SELECT * FROM (SELECT 1, 2) c(a)"], { number: 8158, line: 1 }),
  fails(["err-8159", "tsql.md §2.5", "SELECT * FROM (SELECT 1) c(a, b)"], { number: 8159, line: 1 }),
  fails(["err-8117", "tsql.md §2.5", "SELECT SUM(name) FROM sys.databases"], { number: 8117, line: 1 }),
  fails(["err-4112", "tsql.md §2.5", "SELECT ROW_NUMBER() OVER () FROM sys.databases"], {
    number: 4112,
    line: 1,
    class: 15,
  }),
  fails(["err-4121", "tsql.md §2.5", "SELECT dbo.fnNothing(1)"], { number: 4121, line: 1 }),
  fails(["err-1033", "unverified", "SELECT * FROM (SELECT name FROM sys.databases ORDER BY name) c"], {
    number: 1033,
    line: 1,
    class: 15,
  }),
  expects(
    [
      "err-530",
      "tsql.md §2.5",
      "WITH t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT MAX(n) AS m FROM t OPTION (MAXRECURSION 5)",
    ],
    { sets: [{ columns: null, rows: [] }], errors: [{ number: 530, class: 16 }] },
  ),
  expects(["err-242", "tsql.md §2.5", "SELECT CONVERT(datetime, '20261399') AS d"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 242, class: 16 }],
  }),
  expects(["err-537", "tsql.md §2.5", "SELECT LEFT(v.t, v.n) AS l FROM (VALUES ('abc', -1)) v(t, n)"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 537, class: 16 }],
  }),
  fails(
    [
      "err-8164",
      "sql-server.md F2",
      "CREATE TABLE #o8164 (a int); CREATE TABLE #i8164 (a int); INSERT #o8164 EXEC('INSERT #i8164 EXEC(''SELECT 1'')')",
    ],
    { number: 8164, class: 16 },
  ),
  fails(["err-213-exec", "sql-server.md B4", "CREATE TABLE #x213 (a int, b int); INSERT #x213 EXEC('SELECT 1')"], {
    number: 213,
    class: 16,
  }),
  fails(["err-134", "unverified", "DECLARE @a int; DECLARE @a int"], { number: 134, line: 1, class: 15 }),
  fails(["err-135", "unverified", "BREAK"], { number: 135, line: 1, class: 15 }),
  fails(["err-3902", "unverified", "COMMIT TRANSACTION"], { number: 3902, line: 1, class: 16 }),
  fails(["err-3903", "unverified", "ROLLBACK TRANSACTION"], { number: 3903, line: 1, class: 16 }),
  fails(
    ["err-throw", "sql-server.md F1", "THROW 50001, 'own words', 3"],
    { number: 50001, line: 1, class: 16, state: 3 },
    { from: [11, 0, 0] },
  ),
  fails(
    ["err-rethrow", "sql-server.md F1", "BEGIN TRY RAISERROR('inner', 16, 2) END TRY\nBEGIN CATCH\nTHROW\nEND CATCH"],
    { number: 50000, line: 1, state: 2 },
    { from: [11, 0, 0] },
  ),
  fails(["err-executesql-line", "tsql.md §4.5", "\n\nEXEC sp_executesql N'SELECT 1\nFROM sys.nope'"], { number: 208 }),
  fails(["err-5-part-name", "unverified", "SELECT * FROM a.b.c.d.e"], { number: 117, line: 1 }),
  fails(["err-7202", "unverified", "SELECT * FROM [no such server].master.sys.databases"], { number: 7202, class: 11 }),
  fails(["err-8144", "unverified", "EXEC sp_who2 1, 2, 3"], { number: 8144, class: 16 }),
  fails(["err-113", "tsql.md §2.5", "SELECT 1 /* no end"], { number: 113, class: 15 }),
  fails(["err-109", "tsql.md §2.5", "CREATE TABLE #s109 (a int, b int); INSERT #s109 (a, b) VALUES (1)"], {
    number: 109,
    class: 15,
  }),
  fails(["err-110", "tsql.md §2.5", "CREATE TABLE #s110 (a int, b int); INSERT #s110 (a) VALUES (1, 2)"], {
    number: 110,
    class: 15,
  }),
  fails(["err-263", "tsql.md §2.5", "SELECT *"], { number: 263, line: 1, class: 16 }),
  fails(["err-2008-iif", "tsql.md §4.6", "SELECT IIF(1 = 1, 1, 0)"], { number: 102, line: 1 }, { below: [11, 0, 0] }),
  fails(
    ["err-2008-concat", "tsql.md §4.6", "SELECT CONCAT('a', 'b')"],
    { number: 195, line: 1 },
    { below: [11, 0, 0] },
  ),
  fails(
    ["err-2008-session-database", "sql-server.md D2", "SELECT database_id FROM sys.dm_exec_sessions"],
    { number: 207, line: 1 },
    { below: [11, 0, 0] },
  ),
  fails(
    ["err-2008-drop-if-exists", "sql-server.md F1", "DROP TABLE IF EXISTS #x"],
    { number: 156, line: 1 },
    { below: [13, 0, 0] },
  ),
  fails(
    ["err-6104", "sql-server.md D3", "DECLARE @s nvarchar(50) = N'KILL ' + CONVERT(nvarchar(10), @@SPID); EXEC(@s)"],
    { number: 6104, class: 16, state: 1 },
  ),
  fails(["err-6107", "sql-server.md D3", "KILL 1"], { number: 6107, class: 14, state: 1 }),
  fails(["err-6106", "sql-server.md D3", "KILL 32000"], { number: 6106, class: 16, state: 2 }),
  fails(["err-6101", "sql-server.md D3", "KILL 99999"], { number: 6101, class: 16, state: 1 }),
  fails(["err-6120", "sql-server.md D3", "KILL 32000 WITH STATUSONLY"], { number: 6120, class: 16, state: 1 }),
  fails(["err-6115", "sql-server.md D3", "BEGIN TRANSACTION; KILL 32000; IF @@TRANCOUNT > 0 ROLLBACK"], {
    number: 6115,
    class: 16,
    state: 1,
  }),
  fails(["err-kill-variable", "sql-server.md F2", "DECLARE @s int = 99; KILL @s"], { number: 102, class: 15 }),
];
