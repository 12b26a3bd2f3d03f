import { expects, gives, type Statement } from "#lab/conformance/statement.ts";

/** Messages, jumps, comparison of texts, and the first of the queries. */
export const languageFlow: readonly Statement[] = [
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
];
