import { expects, gives, type Statement } from "#lab/conformance/statement.ts";

/** Literals, variables and the flow of a batch. */
export const language: readonly Statement[] = [
  expects(["lang-three-sets", "tsql.md T017", "SELECT 1;SELECT 'a' AS x, N'ü' AS y;;SELECT 2.50 AS d"], {
    sets: [
      { columns: " int", rows: [[1]] },
      { columns: "x varchar(1), y nvarchar(1)", rows: [["a", "ü"]] },
      { columns: "d numeric(3,2)!", rows: [[2.5]] },
    ],
  }),
  gives(
    [
      "lang-literals",
      "tsql.md T018",
      "SELECT TOP 1 1 AS one, 'abc' AS s, N'abc' AS n, 1.5 AS d, 1e0 AS f, NULL AS x, 3000000000 AS big",
    ],
    "one int!, s varchar(3)!, n nvarchar(3)!, d numeric(2,1)!, f float!, x int?, big numeric(10,0)!",
    [[1, "abc", "abc", 1.5, 1, null, 3000000000]],
  ),
  gives(["lang-null-is-int", "tsql.md §4.10", "SELECT NULL AS n"], "n int?", [[null]]),
  gives(
    ["lang-union-types", "tsql.md T087", "SELECT 1 AS a, NULL AS b UNION ALL SELECT 2.5, 'x'"],
    "a numeric(11,1)!, b varchar(1)",
    [
      [1, null],
      [2.5, "x"],
    ],
  ),
  gives(
    ["lang-values", "tsql.md T030", "SELECT v.n, v.nm FROM (VALUES (1,'mgc'),(2,'nope')) AS v(n, nm) ORDER BY v.n"],
    "n int!, nm varchar(4)!",
    [
      [1, "mgc"],
      [2, "nope"],
    ],
  ),
  gives(
    [
      "lang-variables",
      "tsql.md T091",
      "DECLARE @db sysname = N'mgc', @n int; SELECT @n = 3; SELECT @db AS db, @n AS n",
    ],
    "db nvarchar(128), n int",
    [["mgc", 3]],
  ),
  gives(
    [
      "lang-concatenate-in-select",
      "tsql.md T092",
      "DECLARE @s nvarchar(max)\nSET @s = N''\nSELECT @s = @s + v.n + N',' FROM (VALUES (N'a'), (N'b')) v(n) ORDER BY v.n\nSELECT @s AS list",
    ],
    "list nvarchar(max)",
    [["a,b,"]],
  ),
  gives(
    [
      "lang-if",
      "tsql.md T093",
      "IF EXISTS (SELECT * FROM sys.databases WHERE name = 'master' AND state_desc = 'ONLINE') SELECT 'up' AS s ELSE SELECT 'down' AS s",
    ],
    "s varchar(2)!",
    [["up"]],
  ),
  expects(
    [
      "lang-print",
      "tsql.md T094",
      "IF DB_ID('nope') IS NULL\nBEGIN\nPRINT 'no such database'\nPRINT N'x' + CAST(1 AS varchar(5))\nEND\nELSE PRINT 'there'",
    ],
    { sets: [], infos: [0, 0] },
  ),
  gives(
    [
      "lang-while",
      "tsql.md T097",
      "SET NOCOUNT ON; DECLARE @i int = 0, @t table (id int NOT NULL, v varchar(10));\nWHILE @i < 3 BEGIN SET @i += 1; IF @i = 2 CONTINUE; INSERT INTO @t VALUES (@i, 'r' + CAST(@i AS varchar)); END\nSELECT * FROM @t ORDER BY id DESC",
    ],
    "id int!, v varchar(10)",
    [
      [3, "r3"],
      [1, "r1"],
    ],
  ),
  gives(
    [
      "lang-temporary-table",
      "tsql.md T098",
      "CREATE TABLE #h (f varchar(50), l numeric(25,0) NULL);\nINSERT #h (f, l) VALUES ('D:\\LS\\a.trn', 38000000016200037), ('D:\\LS\\b.trn', 41000000000000000);\nUPDATE #h SET f = RIGHT(f, CHARINDEX('\\', REVERSE(f)) - 1);\nDELETE FROM #h WHERE l > 40000000000000000;\nSELECT f, CONVERT(varchar(25), l) l FROM #h ORDER BY l;\nDROP TABLE #h",
    ],
    "f varchar(50), l varchar(25)",
    [["a.trn", "38000000016200037"]],
  ),
  expects(
    [
      "lang-select-into",
      "tsql.md T100",
      "SELECT 1 AS a, 'x' AS b INTO #x; SELECT COUNT(*) AS c FROM #x; SELECT * FROM #x; DROP TABLE #x",
    ],
    {
      sets: [
        { columns: "c int", rows: [[1]] },
        { columns: "a int!, b varchar(1)!", rows: [[1, "x"]] },
      ],
    },
  ),
  gives(
    [
      "lang-executesql",
      "tsql.md T101",
      "EXEC sp_executesql N'SELECT name FROM sys.databases WHERE database_id = @id AND name LIKE @p', N'@id int, @p nvarchar(20)', @id = 1, @p = N'm%'",
    ],
    "name nvarchar(128)",
    [["master"]],
  ),
  gives(
    [
      "lang-executesql-output",
      "tsql.md T102",
      "DECLARE @out int, @sql nvarchar(400) = N'SELECT @c = COUNT(*) FROM sys.databases WHERE name LIKE @p'; EXEC sys.sp_executesql @sql, N'@p nvarchar(50), @c int OUTPUT', N'maste_', @c = @out OUTPUT; SELECT @out AS c",
    ],
    "c int",
    [[1]],
  ),
  gives(["lang-exec-string", "tsql.md T103", "EXEC('SELECT ' + '1 AS one')"], "one int!", [[1]]),
  gives(
    [
      "lang-exec-string-variable",
      "tsql.md T104",
      "DECLARE @d sysname; SET @d = 'tempdb'; EXEC(N'SELECT DB_ID(''' + @d + N''') AS c')",
    ],
    "c smallint",
    [[2]],
  ),
  gives(
    [
      "lang-try-catch",
      "tsql.md T107",
      "BEGIN TRY DECLARE @x int = 1/0 END TRY BEGIN CATCH SELECT ERROR_NUMBER() AS n, ERROR_MESSAGE() AS m, ERROR_LINE() AS l, ERROR_SEVERITY() AS s END CATCH",
    ],
    "n int, m nvarchar(4000), l int, s int",
    [[8134, "Divide by zero error encountered.", 1, 16]],
  ),
];
