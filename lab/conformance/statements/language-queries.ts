import { gives, passes, type Statement } from "#lab/conformance/statement.ts";

/** Joins, windows, temporary tables and comments. */
export const languageQueries: readonly Statement[] = [
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
