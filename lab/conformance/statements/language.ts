import { expects, gives, passes, type Statement } from "../statement.ts";

/** Literals, variables, control of flow, temporary tables. */
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
  gives(
    [
      "lang-counters",
      "tsql.md T108",
      "SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED; SET LOCK_TIMEOUT 2000; SET ANSI_NULLS ON; SELECT @@TRANCOUNT AS tc, @@ERROR AS er",
    ],
    "tc int!, er int!",
    [[0, 0]],
  ),
  expects(
    [
      "lang-rowcount",
      "tsql.md T109",
      "SELECT name FROM sys.databases WHERE database_id IN (1, 2) ORDER BY database_id; SELECT @@ROWCOUNT AS rc",
    ],
    {
      sets: [
        { columns: "name nvarchar(128)!", rows: [["master"], ["tempdb"]] },
        { columns: "rc int!", rows: [[2]] },
      ],
    },
  ),
  expects(["lang-raiserror-nowait", "tsql.md T111", "RAISERROR(N'progress', 0, 1) WITH NOWAIT; SELECT 1 AS done"], {
    infos: [50000],
    sets: [{ columns: "done int!", rows: [[1]] }],
  }),
  expects(["lang-return", "tsql.md T113", "PRINT 'a'; RETURN; PRINT 'b'"], { sets: [], infos: [0] }),
  gives(
    ["lang-goto", "tsql.md T114", "WAITFOR DELAY '00:00:00'; GOTO done; SELECT 1; done: SELECT 2 AS two"],
    "two int!",
    [[2]],
  ),
  expects(["lang-go-as-alias", "tsql.md T144", "SELECT 1\n[GO]\nSELECT 2"], {
    sets: [
      { columns: "GO int!", rows: [[1]] },
      { columns: " int!", rows: [[2]] },
    ],
  }),
  gives(
    [
      "lang-collation",
      "tsql.md T116",
      "SELECT CASE WHEN 'abc' = 'ABC ' COLLATE Latin1_General_CI_AS THEN 1 ELSE 0 END AS a, CASE WHEN 'abc' COLLATE Latin1_General_CS_AS = 'ABC' THEN 1 ELSE 0 END AS b, CASE WHEN N'Straße' = N'strasse' COLLATE Latin1_General_CI_AS THEN 1 ELSE 0 END AS c",
    ],
    "a int!, b int!, c int!",
    [[1, 0, 1]],
  ),
  gives(
    [
      "lang-like-escape",
      "tsql.md T119",
      "SELECT x.v FROM (VALUES (N'about 50% [down]')) x(v) WHERE x.v LIKE N'%50[%]%\\[down%' ESCAPE '\\'",
    ],
    "v nvarchar(16)!",
    [["about 50% [down]"]],
  ),
  gives(["lang-quote-in-text", "tsql.md T120", "SELECT 'Old ''room''' AS t"], "t varchar(10)!", [["Old 'room'"]]),
  gives(
    [
      "lang-cte-recursive",
      "tsql.md T077",
      "WITH t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t ORDER BY n OPTION (MAXRECURSION 10)",
    ],
    "n int",
    [[1], [2], [3]],
  ),
  gives(
    [
      "lang-window",
      "tsql.md T078",
      "SELECT v.n, ROW_NUMBER() OVER (ORDER BY v.n) AS rn, RANK() OVER (ORDER BY v.g) AS rk, DENSE_RANK() OVER (ORDER BY v.g) AS dr, NTILE(2) OVER (ORDER BY v.n) AS nt FROM (VALUES ('a', 1), ('b', 1), ('c', 2)) v(n, g) ORDER BY rn",
    ],
    "n varchar(1)!, rn bigint, rk bigint, dr bigint, nt bigint",
    [
      ["a", 1, 1, 1, 1],
      ["b", 2, 1, 1, 1],
      ["c", 3, 3, 2, 2],
    ],
  ),
  gives(
    [
      "lang-running-sum",
      "tsql.md T082",
      "SELECT SUM(v.n) OVER (ORDER BY v.n ROWS UNBOUNDED PRECEDING) AS run FROM (VALUES (1), (2), (3)) v(n) ORDER BY v.n",
    ],
    "run int",
    [[1], [3], [6]],
    { from: [11, 0, 0] },
  ),
  gives(
    [
      "lang-lag",
      "tsql.md T080",
      "SELECT v.n, LAG(v.n) OVER (ORDER BY v.n) AS before FROM (VALUES (1), (2)) v(n) ORDER BY v.n",
    ],
    "n int!, before int",
    [
      [1, null],
      [2, 1],
    ],
    { from: [11, 0, 0] },
  ),
  gives(
    [
      "lang-rollup",
      "tsql.md T067",
      "SELECT ISNULL(v.t, 'all') AS t, COUNT(*) AS n FROM (VALUES ('D'), ('L'), ('L')) v(t) GROUP BY v.t WITH ROLLUP ORDER BY t",
    ],
    "t varchar(1), n int",
    [
      ["a", 3],
      ["D", 1],
      ["L", 2],
    ],
  ),
  gives(["lang-except", "tsql.md T085", "SELECT 1 AS n EXCEPT SELECT 2"], "n int", [[1]]),
  gives(
    ["lang-intersect", "tsql.md T086", "SELECT v.n FROM (VALUES (1), (2)) v(n) INTERSECT SELECT 2 ORDER BY n"],
    "n int",
    [[2]],
  ),
  gives(
    [
      "lang-not-in-null",
      "tsql.md T070",
      "SELECT v.n FROM (VALUES (1), (2)) v(n) WHERE v.n NOT IN (SELECT 1 UNION ALL SELECT NULL)",
    ],
    "n int!",
    [],
  ),
  gives(
    [
      "lang-xml-path",
      "tsql.md T088",
      "SELECT STUFF((SELECT ', ' + v.n FROM (VALUES ('a'), ('b')) v(n) ORDER BY v.n FOR XML PATH('')), 1, 2, '') AS list",
    ],
    "list nvarchar(max)",
    [["a, b"]],
  ),
  gives(
    [
      "lang-xml-value",
      "tsql.md T089",
      "SELECT STUFF((SELECT ',' + v.n FROM (VALUES (N'a&b'), (N'c')) v(n) FOR XML PATH(''), TYPE).value('.', 'nvarchar(max)'), 1, 1, '') AS list",
    ],
    "list nvarchar(max)",
    [["a&b,c"]],
  ),
  gives(
    [
      "lang-cross-apply",
      "tsql.md T027",
      "SELECT v.n, x.twice FROM (VALUES (1), (2)) v(n) CROSS APPLY (SELECT v.n * 2 AS twice) x ORDER BY v.n",
    ],
    "n int!, twice int",
    [
      [1, 2],
      [2, 4],
    ],
  ),
  gives(
    [
      "lang-outer-apply",
      "tsql.md T026",
      "SELECT v.n, x.m FROM (VALUES (1), (2)) v(n) OUTER APPLY (SELECT w.m FROM (VALUES (2)) w(m) WHERE w.m = v.n) x ORDER BY v.n",
    ],
    "n int!, m int",
    [
      [1, null],
      [2, 2],
    ],
  ),
  gives(
    [
      "lang-full-join",
      "tsql.md T025",
      "SELECT a.n, b.m FROM (VALUES (1), (2)) a(n) FULL OUTER JOIN (VALUES (2), (3)) b(m) ON b.m = a.n ORDER BY a.n, b.m",
    ],
    "n int, m int",
    [
      [null, 3],
      [1, null],
      [2, 2],
    ],
  ),
  gives(
    [
      "lang-offset-fetch",
      "tsql.md T016",
      "SELECT v.n FROM (VALUES (1), (2), (3)) v(n) ORDER BY v.n OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY",
    ],
    "n int!",
    [[2], [3]],
    { from: [11, 0, 0] },
  ),
  gives(
    ["lang-top-ties", "tsql.md T004", "SELECT TOP (1) WITH TIES v.g FROM (VALUES (1), (1), (2)) v(g) ORDER BY v.g"],
    "g int!",
    [[1], [1]],
  ),
  gives(
    [
      "lang-top-percent",
      "tsql.md T005",
      "SELECT TOP 50 PERCENT v.n FROM (VALUES (1), (2), (3), (4)) v(n) ORDER BY v.n",
    ],
    "n int!",
    [[1], [2]],
  ),
  gives(
    [
      "lang-identity",
      "unverified",
      "CREATE TABLE #i (id int IDENTITY(10, 5) NOT NULL, v varchar(5)); INSERT #i (v) VALUES ('a'), ('b'); SELECT id, v FROM #i ORDER BY id; DROP TABLE #i",
    ],
    "id int!, v varchar(5)",
    [
      [10, "a"],
      [15, "b"],
    ],
  ),
  gives(
    [
      "lang-update-from",
      "unverified",
      "CREATE TABLE #u (id int NOT NULL, v int NULL); INSERT #u VALUES (1, NULL), (2, NULL); UPDATE u SET v = x.n FROM #u u JOIN (VALUES (1, 7)) x(id, n) ON x.id = u.id; SELECT id, v FROM #u ORDER BY id; DROP TABLE #u",
    ],
    "id int!, v int",
    [
      [1, 7],
      [2, null],
    ],
  ),
  gives(
    [
      "lang-insert-exec",
      "tsql.md §4.18",
      "CREATE TABLE #e (a int, b varchar(5)); INSERT #e EXEC('SELECT 1, ''x''; SELECT 2, ''y'''); SELECT a, b FROM #e ORDER BY a; DROP TABLE #e",
    ],
    "a int, b varchar(5)",
    [
      [1, "x"],
      [2, "y"],
    ],
  ),
  gives(
    [
      "lang-inner-temp-ends",
      "sql-server.md B4",
      "EXEC sp_executesql N'CREATE TABLE #inner (a int)'; SELECT CASE WHEN OBJECT_ID('tempdb..#inner') IS NULL THEN 'gone' ELSE 'there' END AS t",
    ],
    "t varchar(5)!",
    [["gone"]],
  ),
  gives(
    ["lang-comments-nest", "tsql.md T010", "-- first\nSELECT 1 /* inline /* nested */ note */ AS a -- last"],
    "a int!",
    [[1]],
  ),
  gives(
    ["lang-alias-forms", "tsql.md T008", "SELECT a = 1, 'b' = 2, 3 \"c\", 4 AS [d e]"],
    "a int!, b int!, c int!, d e int!",
    [[1, 2, 3, 4]],
  ),
  gives(
    ["lang-case-null", "unverified", "SELECT CASE WHEN NULL = NULL THEN 1 WHEN NULL IS NULL THEN 2 END AS c"],
    "c int",
    [[2]],
  ),
  passes(["lang-empty-batch", "unverified", "-- nothing but a comment"]),
];
