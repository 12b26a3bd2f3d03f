import { databaseNames, type Foreign } from "./foreign.ts";

/** The language itself, on whatever tables are at hand. */
export const languageSelects: readonly Foreign[] = [
  {
    at: "sqlto02",
    sql: "SELECT CONVERT(varchar(10), CONVERT(datetime, '20261121 17:05:09'), 103) AS it, CONVERT(char(8), CONVERT(datetime, '20261121 17:05:09'), 108) AS t, CONVERT(varchar(30), CONVERT(datetime, '20261121 17:05:09.123'), 121) AS iso, CONVERT(varchar(8), CAST('2026-11-21T17:05:09' AS datetime), 112) AS d",
    columns: "it, t, iso, d",
    rows: () => [["21/11/2026", "17:05:09", "2026-11-21 17:05:09.123", "20261121"]],
  },
  {
    at: "sqlto02",
    sql: "SELECT DATEDIFF(day, '20240228', '20240301') AS d, DATEADD(month, 1, CAST('20240131' AS datetime)) AS m, DATEPART(weekday, '20261122') AS wd, DATENAME(month, '20260301') AS mn",
    columns: "d, m, wd, mn",
    rows: () => [[2, new Date("2024-02-29T00:00:00Z"), 1, "March"]],
  },
  {
    at: "sqlto02",
    sql: "SELECT UPPER(LTRIM(RTRIM('  abc '))) + REPLICATE('-', 3) AS a, LEN('xy  ') AS l, DATALENGTH(N'xy') AS dl, REPLACE('a.b.c', '.', '') AS r, QUOTENAME('a]b') AS q, STUFF('abcdef', 2, 3, 'X') AS s, PATINDEX('%[0-9]%', 'ab7') AS p",
    columns: "a, l, dl, r, q, s, p",
    rows: () => [["ABC---", 2, 4, "abc", "[a]]b]", "aXef", 3]],
  },
  {
    at: "sqlto02",
    sql: "SELECT 7 / 2 AS i, 7 / 2.0 AS n, 7 % 4 AS m, CAST(1 AS float) / 3 AS f, ROUND(2.567, 1) AS r, CEILING(1.2) AS c, ABS(-5) AS a, POWER(2, 10) AS p",
    columns: "i, n, m, f, r, c, a, p",
    rows: () => [[3, 3.5, 3, 1 / 3, 2.6, 2, 5, 1024]],
  },
  {
    at: "sqlto02",
    sql: "SELECT ISNULL(NULL, 'x') AS a, COALESCE(NULL, NULL, 3) AS b, NULLIF(4, 4) AS c, IIF(1 = 2, 'no', 'yes') AS d, CHOOSE(2, 'a', 'b') AS e, CONCAT('a', NULL, 1) AS f, TRY_CONVERT(int, 'zz') AS g",
    columns: "a, b, c, d, e, f, g",
    rows: () => [["x", 3, null, "yes", "b", "a1", null]],
  },
  {
    at: "sqlto02",
    sql: "SELECT v.k, SUM(v.n) AS total, AVG(v.n) AS average, MIN(v.n), MAX(v.n) FROM (VALUES ('a', 1), ('a', 4), ('b', 10)) AS v(k, n) GROUP BY v.k ORDER BY total DESC",
    columns: "k, total, average, , ",
    rows: () => [
      ["b", 10, 10, 10, 10],
      ["a", 5, 2, 1, 4],
    ],
  },
  {
    at: "sqlto02",
    sql: "SELECT n, SUM(n) OVER (ORDER BY n ROWS UNBOUNDED PRECEDING) AS running, RANK() OVER (ORDER BY n DESC) AS rk, LEAD(n) OVER (ORDER BY n) AS nxt, FIRST_VALUE(n) OVER (ORDER BY n DESC) AS top1 FROM (VALUES (1), (5), (5), (9)) t(n) ORDER BY n, running",
    columns: "n, running, rk, nxt, top1",
    rows: () => [
      [1, 1, "4", 5, 9],
      [5, 6, "2", 5, 9],
      [5, 11, "2", 9, 9],
      [9, 20, "1", null, 9],
    ],
  },
  {
    at: "sqlmi01",
    sql: "SELECT name FROM sys.databases WHERE database_id <= 2 UNION ALL SELECT name FROM sys.databases WHERE database_id = 1 ORDER BY name",
    columns: "name",
    rows: () => [["master"], ["master"], ["tempdb"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT name FROM sys.databases EXCEPT SELECT database_name FROM msdb.dbo.backupset ORDER BY name",
    columns: "name",
    rows: (world) =>
      [...databaseNames(world, "sqlmi01")]
        .filter((name) => !name.startsWith("mgc"))
        .sort()
        .map((name) => [name]),
  },
  {
    at: "sqlmi01",
    sql: "SELECT name FROM sys.databases INTERSECT SELECT DISTINCT primary_database FROM msdb.dbo.log_shipping_primary_databases",
    columns: "name",
    rows: () => [["mgc"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT name FROM sys.databases ORDER BY name OFFSET 2 ROWS FETCH NEXT 2 ROWS ONLY",
    columns: "name",
    rows: (world) =>
      [...databaseNames(world, "sqlmi01")]
        .sort()
        .slice(2, 4)
        .map((name) => [name]),
  },
  {
    at: "sqlmi01",
    sql: "SELECT TOP 50 PERCENT name FROM sys.databases ORDER BY database_id",
    columns: "name",
    rows: (world) =>
      databaseNames(world, "sqlmi01")
        .slice(0, 3)
        .map((name) => [name]),
  },
  {
    at: "sqlmi01",
    sql: "SELECT d.name FROM sys.databases d WHERE d.database_id >= ALL (SELECT database_id FROM sys.databases) OR d.name = ANY (SELECT 'model')",
    columns: "name",
    rows: () => [["model"], ["mgccomp"]],
  },
  {
    at: "sqlmi01",
    sql: "DECLARE @n int = 4, @like nvarchar(10) = N'm%';\nSELECT @n = @n + 1;\nIF @n = 5 SELECT name AS five FROM sys.databases WHERE database_id = @n AND name LIKE @like ELSE SELECT 0 AS other",
    columns: "five",
    rows: () => [["mgc"]],
  },
  {
    at: "sqlto02",
    sql: "CREATE TABLE #t (id int NOT NULL, note varchar(20) NULL);\nINSERT #t (id, note) SELECT 1, 'one' UNION ALL SELECT 2, NULL;\nUPDATE #t SET note = 'two' WHERE note IS NULL;\nDELETE #t WHERE id = 1;\nSELECT id, note FROM #t;",
    columns: "id, note",
    rows: () => [[2, "two"]],
  },
  {
    at: "sqlto02",
    sql: "BEGIN TRY RAISERROR('late by %d', 16, 1, 7) END TRY BEGIN CATCH SELECT ERROR_NUMBER() AS number, ERROR_MESSAGE() AS text END CATCH",
    columns: "number, text",
    rows: () => [[50000, "late by 7"]],
  },
  {
    at: "sqlto02",
    sql: "SELECT CASE WHEN 'ABC ' = 'abc' THEN 'same' ELSE 'other' END AS ci, CASE WHEN 'ABC' = 'abc' COLLATE Latin1_General_BIN THEN 'same' ELSE 'other' END AS bin",
    columns: "ci, bin",
    rows: () => [["same", "other"]],
  },
  {
    at: "sqlto02",
    sql: "SELECT OBJECT_ID('sys.dm_os_volume_stats') AS known, OBJECT_ID('dbo.nothing') AS nothing, ISNULL(OBJECT_NAME(OBJECT_ID('sys.databases')), '-') AS back, PARSENAME('a.b.c', 2) AS part, TYPE_NAME(56) AS ty",
    columns: "known, nothing, back, part, ty",
    holds: ([row]) =>
      typeof row?.[0] === "number" && row[1] === null && row[2] === "databases" && row[3] === "b" && row[4] === "int",
  },
  {
    at: "sqlto02",
    sql: "SELECT x.value FROM (SELECT CONVERT(varchar(max), 0x41FF, 1) AS value UNION SELECT CONVERT(varchar(34), CAST('6F0B4D1C-5D2B-4C5E-9C41-0C7B1E6A2F10' AS uniqueidentifier), 0) WHERE 1 = 0) x",
    columns: "value",
    rows: () => [["0x41FF"]],
  },
];
