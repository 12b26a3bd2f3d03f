import type { SqlValue } from "#lab/sql-server/contract.ts";

export const answers: readonly (readonly [string, readonly (readonly SqlValue[])[]])[] = [
  ["SELECT TOP 3 name FROM sys.databases ORDER BY name DESC;", [["tempdb"], ["msdb"], ["mgccomp"]]],
  ["select [name], database_id as [DB Id] from [sys].[databases] where [name] = 'MGC'", [["mgc", 5]]],
  ["SELECT DISTINCT recovery_model_desc FROM master.sys.databases ORDER BY 1", [["FULL"], ["SIMPLE"]]],
  [
    "SELECT DBName = d.name, 'State' = state_desc FROM sys.databases AS d (NOLOCK) WHERE d.database_id > 6",
    [["mgc_ls", "RESTORING"]],
  ],
  ["-- x\nSELECT name /* a /* b */ c */ , state FROM sys.databases WHERE state != 0", [["mgc_ls", 1]]],
  [
    "SELECT name FROM sys.databases WHERE name LIKE 'mgc%' AND name NOT LIKE '%[_]%' ORDER BY name",
    [["mgc"], ["mgccomp"]],
  ],
  ["SELECT name FROM sys.databases WHERE collation_name IS NULL", [["mgc_ls"]]],
  [
    "SELECT name FROM sys.databases ORDER BY CASE WHEN name = 'mgc' THEN 0 ELSE 1 END, name OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY",
    [["master"], ["mgc_ls"]],
  ],
  [
    "SELECT f.name FROM sys.databases d INNER JOIN sys.master_files f ON f.database_id = d.database_id WHERE d.name = N'mgc' ORDER BY f.file_id",
    [["mgc"], ["mgc_log"]],
  ],
  [
    "SELECT d.name, f.name FROM sys.databases d LEFT JOIN sys.master_files f ON f.database_id = d.database_id WHERE d.database_id > 5",
    [
      ["mgccomp", "comp"],
      ["mgc_ls", null],
    ],
  ],
  ["SELECT COUNT(*) FROM sys.databases a CROSS JOIN sys.master_files j", [[18]]],
  [
    "SELECT d.name, x.m FROM sys.databases d OUTER APPLY (SELECT MAX(b.backup_set_id) AS m FROM msdb.dbo.backupset b WHERE b.database_name = d.name) x WHERE d.database_id >= 5",
    [
      ["mgc", 3],
      ["mgccomp", 4],
      ["mgc_ls", null],
    ],
  ],
  [
    "SELECT DISTINCT vs.free FROM sys.master_files AS f CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) vs ORDER BY 1",
    [[50], [60]],
  ],
  [
    "SELECT v.n, d.name FROM (VALUES (1,'mgc'),(2,'nope')) AS v(n, nm) LEFT JOIN sys.databases d ON d.name = v.nm ORDER BY v.n",
    [
      [1, "mgc"],
      [2, null],
    ],
  ],
  ["SELECT DB_NAME(), DB_ID(), DB_ID('mgc'), DB_ID(N'nope')", [["master", 1, 5, null]]],
  [
    "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)), @@SERVERNAME, @@SPID",
    [["11.0.7001.0", "SQLMI01\\PCHAT", 55]],
  ],
  [
    "SELECT CONVERT(varchar(19), GETDATE(), 120), CONVERT(char(8), GETDATE(), 112), CONVERT(varchar(10), GETDATE(), 104)",
    [["2026-11-21 04:00:00", "20261121", "21.11.2026"]],
  ],
  [
    "SELECT DATEDIFF(dd, '20261101', '2026-11-21T23:59:59'), DATENAME(weekday, '20261121'), YEAR(GETDATE()), DATEDIFF(minute, GETUTCDATE(), GETDATE())",
    [[20, "Saturday", 2026, 60]],
  ],
  ["SELECT DATEADD(day, DATEDIFF(day, 0, GETDATE()), 0) AS midnight", [[new Date("2026-11-21T00:00:00Z")]]],
  [
    "SELECT LEN('abc '), DATALENGTH(N'abc'), LEFT('mgccomp',3), RIGHT('mgccomp',4), SUBSTRING('mgccomp',2,3), CHARINDEX('comp','mgccomp'), UPPER('a') + LOWER('B'), STUFF('abcdef',2,3,'#'), SPACE(2)+'|'",
    [[3, 6, "mgc", "comp", "gcc", 4, "Ab", "a#ef", "  |"]],
  ],
  ["SELECT QUOTENAME('a]b'), QUOTENAME('x','''')", [["[a]]b]", "'x'"]]],
  ["SELECT IIF(state = 1, 'R', 'O') FROM sys.databases WHERE database_id > 5", [["O"], ["R"]]],
  ["SELECT ABS(-3), CEILING(2.1), FLOOR(2.9), POWER(2, 10), 7 / 2, 7 % 3, -5 + 2 * 3", [[3, 3n, 2n, 1024, 3, 1, 1]]],
  [
    "SELECT 7 / 2.0, ROUND(2.567, 1)",
    [
      [
        { unscaled: 3500000n, scale: 6 },
        { unscaled: 2600n, scale: 3 },
      ],
    ],
  ],
  [
    "SELECT CAST('12' AS int) + 1, CONVERT(bit, 'true'), CAST(1 AS varchar(10)) + 'x', CAST(12.75 AS int), CAST(N'abcdef' AS nvarchar(3)), CONVERT(varchar(20), 0x1A2B, 1)",
    [[13, true, "1x", 12, "abc", "0x1A2B"]],
  ],
  [
    "SELECT STR(12.5, 6, 2), PATINDEX('%[0-9]%', 'ab7c'), ASCII('A'), ISNUMERIC('1e3'), ISDATE('20261340')",
    [[" 12.50", 3, 65, 1, 0]],
  ],
  ["SELECT CAST('12345678901234567890123' AS numeric(25,0)) + 1", [[12345678901234567890124n]]],
  ["SELECT CONVERT(varchar(25), MAX(last_lsn)) FROM msdb.dbo.backupset", [["41000000000100001"]]],
  [
    "SELECT recovery_model_desc, COUNT(*) AS n, SUM(CASE WHEN state <> 0 THEN 1 ELSE 0 END) FROM sys.databases GROUP BY recovery_model_desc ORDER BY n DESC, 1",
    [
      ["FULL", 3, 1],
      ["SIMPLE", 3, 0],
    ],
  ],
  [
    "SELECT DB_NAME(database_id) AS db, SUM(CAST(size AS bigint)) * 8 / 1024 AS mb FROM sys.master_files GROUP BY database_id HAVING COUNT(*) > 1",
    [["mgc", 10n]],
  ],
  ["SELECT SUM(size) FROM sys.master_files WHERE database_id = 99", [[null]]],
  [
    "SELECT ISNULL(type, 'all') AS t, COUNT(*) AS n FROM msdb.dbo.backupset GROUP BY type WITH ROLLUP ORDER BY n",
    [
      ["D", 2],
      ["L", 2],
      ["a", 4],
    ],
  ],
  [
    "SELECT name FROM sys.databases d WHERE EXISTS (SELECT 1 FROM msdb.dbo.backupset b WHERE b.database_name = d.name AND b.type = 'L')",
    [["mgc"]],
  ],
  ["SELECT name FROM sys.databases WHERE name NOT IN (SELECT 'mgc' UNION ALL SELECT NULL)", []],
  [
    "SELECT name FROM sys.databases WHERE database_id = (SELECT MAX(database_id) FROM sys.databases WHERE state = 0)",
    [["mgccomp"]],
  ],
  [
    "SELECT x.id FROM (SELECT MAX(backup_set_id) AS id FROM msdb.dbo.backupset GROUP BY database_name) x WHERE x.id >= ALL (SELECT backup_set_id FROM msdb.dbo.backupset)",
    [[4]],
  ],
  [
    "WITH b AS (SELECT backup_set_id, ROW_NUMBER() OVER (PARTITION BY database_name ORDER BY backup_set_id DESC) AS rn FROM msdb.dbo.backupset) SELECT backup_set_id FROM b WHERE rn = 1 ORDER BY 1",
    [[3], [4]],
  ],
  [
    "WITH t AS (SELECT nodeID, 0 AS lvl FROM mgc.dbo.tblNode WHERE parentID IS NULL UNION ALL SELECT n.nodeID, t.lvl + 1 FROM mgc.dbo.tblNode n JOIN t ON n.parentID = t.nodeID) SELECT lvl, COUNT(*) FROM t GROUP BY lvl ORDER BY lvl",
    [
      [0, 1],
      [1, 2],
      [2, 1],
    ],
  ],
  [
    "SELECT backup_set_id, LAG(backup_set_id) OVER (ORDER BY backup_set_id) FROM msdb.dbo.backupset WHERE backup_set_id < 3 ORDER BY 1",
    [
      [1, null],
      [2, 1],
    ],
  ],
  [
    "SELECT name FROM sys.databases INTERSECT SELECT database_name FROM msdb.dbo.backupset ORDER BY name",
    [["mgc"], ["mgccomp"]],
  ],
  [
    "SELECT 1 AS a, NULL AS b UNION ALL SELECT 2.5, 'x'",
    [
      [{ unscaled: 10n, scale: 1 }, null],
      [{ unscaled: 25n, scale: 1 }, "x"],
    ],
  ],
  [
    "SELECT STUFF((SELECT ', ' + name FROM sys.databases WHERE database_id > 4 ORDER BY name FOR XML PATH('')), 1, 2, '')",
    [["mgc, mgc_ls, mgccomp"]],
  ],
  [
    "DECLARE @db sysname = N'mgc', @n int; SELECT @n = COUNT(*) FROM sys.master_files WHERE database_id = DB_ID(@db); SELECT @db, @n",
    [["mgc", 2]],
  ],
  [
    "DECLARE @s nvarchar(max)\nSET @s = N''\nSELECT @s = @s + name + N',' FROM sys.databases WHERE database_id > 5 ORDER BY name\nSELECT @s",
    [["mgc_ls,mgccomp,"]],
  ],
  ["IF EXISTS (SELECT * FROM sys.databases WHERE name = 'mgc') SELECT 'up' ELSE SELECT 'down'", [["up"]]],
  ["USE [mgc]\nSELECT nodeID FROM tblNode WHERE nodeName = N'ÜBERGABE'", [[2]]],
  [
    "DECLARE @i int = 0, @t table (id int NOT NULL, v varchar(10));\nWHILE @i < 3 BEGIN SET @i += 1; IF @i = 2 CONTINUE; INSERT INTO @t VALUES (@i, 'r' + CAST(@i AS varchar)); END\nSELECT * FROM @t ORDER BY id DESC",
    [
      [3, "r3"],
      [1, "r1"],
    ],
  ],
  [
    "CREATE TABLE #h (f varchar(50), l numeric(25,0) NULL);\nINSERT #h (f, l) SELECT 'D:\\a\\' + database_name, last_lsn FROM msdb.dbo.backupset WHERE type='L';\nUPDATE #h SET f = RIGHT(f, CHARINDEX('\\', REVERSE(f)) - 1);\nDELETE FROM #h WHERE l > 40000000000000000;\nSELECT f, l FROM #h; DROP TABLE #h",
    [["mgc", 39000000045600001n]],
  ],
  ["CREATE TABLE #d (a int)\nINSERT INTO #d EXEC sp_rows\nSELECT SUM(a) FROM #d", [[3]]],
  [
    "CREATE TABLE #d (b nvarchar(128))\nINSERT INTO #d EXEC(N'RESTORE HEADERONLY FROM DISK = N''x''')\nSELECT b FROM #d",
    [["log 1"]],
  ],
  ["SELECT name INTO #x FROM sys.databases WHERE state = 1; SELECT * FROM #x", [["mgc_ls"]]],
  [
    "EXEC sp_executesql N'SELECT name FROM sys.databases WHERE database_id = @id AND name LIKE @p', N'@id int, @p nvarchar(20)', @id = 5, @p = N'm%'",
    [["mgc"]],
  ],
  [
    "DECLARE @out int, @sql nvarchar(400) = N'SELECT @c = COUNT(*) FROM sys.databases WHERE name LIKE @p'; EXEC sys.sp_executesql @sql, N'@p nvarchar(50), @c int OUTPUT', N'mgc%', @c = @out OUTPUT; SELECT @out",
    [[3]],
  ],
  ["EXEC('SELECT ' + '1 AS one')", [[1]]],
  ["DECLARE @rc int, @o int; EXEC @rc = master.dbo.sp_code @out = @o OUTPUT; SELECT @rc, @o", [[3, 7]]],
  ["sp_rows", [[1], [2]]],
  [
    "BEGIN TRY SELECT 1/0 AS x END TRY BEGIN CATCH SELECT ERROR_NUMBER(), ERROR_MESSAGE(), ERROR_LINE(), ERROR_SEVERITY() END CATCH",
    [[8134, "Divide by zero error encountered.", 1, 16]],
  ],
  ["WAITFOR DELAY '00:00:00'; GOTO done; SELECT 1; done: SELECT 2 AS two", [[2]]],
  ["SELECT name FROM sys.databases WHERE name COLLATE Latin1_General_BIN = 'MGC'", []],
  [
    "SELECT CASE WHEN 'abc' = 'ABC ' THEN 1 ELSE 0 END, CASE WHEN 'abc' COLLATE Latin1_General_CS_AS = 'ABC' THEN 1 ELSE 0 END, CASE WHEN N'Straße' = N'strasse' THEN 1 ELSE 0 END",
    [[1, 0, 1]],
  ],
  ["SELECT nodeID FROM mgc.dbo.tblNode WHERE nodeName = 'Old ''room'''", [[4]]],
  ["SELECT 1\nGO\nSELECT 2", [[1], [2]]],
  ["SELECT name FROM sys.databases WHERE database_id > 6; SELECT @@ROWCOUNT", [["mgc_ls"], [1]]],
];
