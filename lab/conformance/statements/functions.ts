import { gives, type Statement } from "#lab/conformance/statement.ts";

/** Numbers, texts, dates, conversions. Version: functions of 2012 and later say so. */
const from2012 = { from: [11, 0, 0] } as const;

/** Numbers, texts and their types. */
export const functions: readonly Statement[] = [
  gives(
    [
      "fn-round",
      "tsql.md T047",
      "SELECT ROUND(2.567, 1) AS r, ABS(-3) AS a, CEILING(2.1) AS c, FLOOR(2.9) AS f, POWER(2, 10) AS p",
    ],
    "r numeric(4,3), a int, c numeric(2,0), f numeric(2,0), p int",
    [[2.6, 3, 3, 2, 1024]],
  ),
  gives(
    ["fn-division", "tsql.md T047", "SELECT 7 / 2 AS i, 7 % 3 AS m, 7 / 2.0 AS n, -5 + 2 * 3 AS s"],
    "i int, m int, n numeric(8,6), s int",
    [[3, 1, 3.5, 1]],
  ),
  gives(
    [
      "fn-avg-int",
      "tsql.md §4.7",
      "SELECT AVG(v.n) AS a, SUM(v.n) AS s, COUNT(*) AS c, COUNT_BIG(*) AS b FROM (VALUES (1), (2)) v(n)",
    ],
    "a int, s int, c int, b bigint",
    [[1, 3, 2, 2]],
  ),
  gives(
    ["fn-avg-numeric", "tsql.md T064", "SELECT AVG(v.n) AS a FROM (VALUES (CAST(1 AS numeric(20,0))), (2)) v(n)"],
    "a numeric(38,6)",
    [[1.5]],
  ),
  gives(
    [
      "fn-cast-list",
      "tsql.md T050",
      "SELECT CAST('12' AS int) + 1 AS a, CONVERT(bit, 'true') AS b, CAST(1 AS varchar(10)) + 'x' AS c, CAST(12.75 AS int) AS d, CAST(N'abcdef' AS nvarchar(3)) AS e, CONVERT(varchar(20), 0x1A2B, 1) AS f",
    ],
    "a int, b bit, c varchar(11), d int, e nvarchar(3), f varchar(20)",
    [[13, 1, "1x", 12, "abc", "0x1A2B"]],
  ),
  gives(["fn-big-literal", "tsql.md §4.7", "SELECT 2147483648 AS a, 2147483647 AS b"], "a numeric(10,0)!, b int!", [
    [2147483648, 2147483647],
  ]),
  gives(
    [
      "fn-lsn-exact",
      "sql-server.md §0.1",
      "SELECT CONVERT(varchar(25), CONVERT(numeric(25,0), '38000000016200037')) AS lsn",
    ],
    "lsn varchar(25)",
    [["38000000016200037"]],
  ),
  gives(
    [
      "fn-lsn-layout",
      "sql-server.md F5",
      "SELECT CONVERT(varchar(25), CONVERT(numeric(25,0), 38876) * 1000000000000000 + CONVERT(numeric(25,0), 162309) * 100000 + 1) AS lsn",
    ],
    "lsn varchar(25)",
    [["38876000016230900001"]],
  ),
  gives(
    [
      "fn-numeric-plus",
      "unverified",
      "SELECT CAST(1 AS numeric(5,2)) + CAST(1 AS numeric(4,3)) AS s, CAST(2 AS numeric(5,2)) * CAST(3 AS numeric(4,1)) AS p",
    ],
    "s numeric(7,3), p numeric(10,3)",
    [[2, 6]],
  ),
  gives(["fn-bigint", "unverified", "SELECT CAST(2147483647 AS bigint) + 1 AS b"], "b bigint", [["2147483648"]]),
  gives(["fn-len", "tsql.md T040", "SELECT LEN('abc ') AS l, DATALENGTH(N'abc') AS d"], "l int, d int", [[3, 6]]),
  gives(
    [
      "fn-parts",
      "tsql.md T040",
      "SELECT LEFT('mgccomp',3) AS l, RIGHT('mgccomp',4) AS r, SUBSTRING('mgccomp',2,3) AS s, CHARINDEX('comp','mgccomp') AS c",
    ],
    "l varchar(3), r varchar(4), s varchar(3), c int",
    [["mgc", "comp", "gcc", 4]],
  ),
  gives(
    [
      "fn-change-text",
      "tsql.md T040",
      "SELECT UPPER('a') + LOWER('B') AS u, REPLACE('a-b','-','+') AS r, LTRIM(RTRIM(' x ')) AS t, REVERSE('abc') AS v, STUFF('abcdef',2,3,'#') AS s, REPLICATE('ab',2) AS p, SPACE(2)+'|' AS w",
    ],
    null,
    [["Ab", "a+b", "x", "cba", "a#ef", "abab", "  |"]],
  ),
  gives(
    ["fn-quotename", "tsql.md T041", "SELECT QUOTENAME('a]b') AS q, QUOTENAME('x','''') AS a"],
    "q nvarchar(258), a nvarchar(258)",
    [["[a]]b]", "'x'"]],
  ),
  gives(
    [
      "fn-quotename-too-long",
      "sql-server.md F4",
      "SELECT CASE WHEN QUOTENAME(REPLICATE('x', 129)) IS NULL THEN 1 ELSE 0 END AS n",
    ],
    "n int!",
    [[1]],
  ),
  gives(
    [
      "fn-str-patindex",
      "tsql.md T055",
      "SELECT STR(12.5, 6, 2) AS s, PATINDEX('%[0-9]%', 'ab7c') AS p, ASCII('A') AS a, CHAR(65) + NCHAR(8364) AS c, ISNUMERIC('1e3') AS n, ISDATE('20261340') AS d",
    ],
    null,
    [[" 12.50", 3, 65, "A€", 1, 0]],
  ),
  gives(
    [
      "fn-isnull-type",
      "tsql.md §4.11",
      "SELECT ISNULL(CAST(NULL AS char(1)), 'all') AS i, COALESCE(CAST(NULL AS char(1)), 'all') AS c",
    ],
    "i char(1), c varchar(3)",
    [["a", "all"]],
  ),
  gives(["fn-nullif", "tsql.md T043", "SELECT NULLIF(0, 0) AS n, NULLIF(1, 0) AS o"], "n int, o int", [[null, 1]]),
  gives(["fn-iif", "tsql.md T044", "SELECT IIF(1 = 1, 'STANDBY', 'no') AS s"], "s varchar(7)", [["STANDBY"]], from2012),
  gives(["fn-concat", "unverified", "SELECT CONCAT('a', NULL, 1) AS c"], null, [["a1"]], from2012),
  gives(["fn-choose", "unverified", "SELECT CHOOSE(2, 'a', 'b') AS c"], null, [["b"]], from2012),
  gives(
    ["fn-try-convert", "unverified", "SELECT TRY_CONVERT(int, 'zz') AS t, TRY_CAST('5' AS int) AS c"],
    "t int, c int",
    [[null, 5]],
    from2012,
  ),
  gives(
    [
      "fn-newid-twice",
      "tsql.md T052",
      "SELECT CASE WHEN NEWID() = NEWID() THEN 1 ELSE 0 END AS same, LEN(CAST(NEWID() AS varchar(36))) AS l",
    ],
    "same int!, l int",
    [[0, 36]],
  ),
  gives(
    [
      "fn-guid-upper",
      "sql-server.md F3",
      "SELECT CAST('6f0b4d1c-5d2b-4c5e-9c41-0c7b1e6a2f10' AS uniqueidentifier) AS g",
    ],
    "g uniqueidentifier",
    [["6F0B4D1C-5D2B-4C5E-9C41-0C7B1E6A2F10"]],
  ),
  gives(
    [
      "fn-date-styles",
      "tsql.md T035",
      "DECLARE @d datetime = '20261121 17:05:09.123'; SELECT CONVERT(varchar(19), @d, 120) AS a, CONVERT(varchar(23), @d, 121) AS b, CONVERT(char(8), @d, 112) AS c, CONVERT(varchar(8), @d, 108) AS d, CONVERT(varchar(30), @d, 126) AS e, CONVERT(varchar, @d, 103) AS f, CONVERT(varchar(10), @d, 104) AS g",
    ],
    "a varchar(19), b varchar(23), c char(8), d varchar(8), e varchar(30), f varchar(30), g varchar(10)",
    [
      [
        "2026-11-21 17:05:09",
        "2026-11-21 17:05:09.123",
        "20261121",
        "17:05:09",
        "2026-11-21T17:05:09.123",
        "21/11/2026",
        "21.11.2026",
      ],
    ],
  ),
  gives(
    [
      "fn-datetime-rounds",
      "tsql.md §4.8",
      "SELECT CONVERT(varchar(23), CAST('20261121 10:00:00.004' AS datetime), 121) AS a, CONVERT(varchar(23), CAST('20261121 10:00:00.999' AS datetime), 121) AS b",
    ],
    null,
    [["2026-11-21 10:00:00.003", "2026-11-21 10:00:01.000"]],
  ),
  gives(
    [
      "fn-datediff-boundaries",
      "tsql.md §4.8",
      "SELECT DATEDIFF(minute, '20261121 10:00:59', '20261121 10:01:00') AS m, DATEDIFF(year, '20261231', '20270101') AS y, DATEDIFF(dd, '20261101', '20261121 23:59:59') AS d",
    ],
    "m int, y int, d int",
    [[1, 1, 20]],
  ),
];
