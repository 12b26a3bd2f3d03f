import { gives, type Statement } from "#lab/conformance/statement.ts";

/** Numbers, texts, dates, conversions. Version: functions of 2012 and later say so. */
const _from2012 = { from: [11, 0, 0] } as const;

/** Dates, and what knows the server and the session. */
export const functionsDates: readonly Statement[] = [
  gives(
    [
      "fn-date-parts",
      "tsql.md T038",
      "SELECT DATENAME(weekday, '20261121') AS w, YEAR('20261121') AS y, MONTH('20261121') AS m, DAY('20261121') AS d",
    ],
    "w nvarchar(30), y int, m int, d int",
    [["Saturday", 2026, 11, 21]],
  ),
  gives(
    [
      "fn-midnight",
      "tsql.md T039",
      "SELECT CONVERT(varchar(19), DATEADD(day, DATEDIFF(day, 0, CAST('20261121 17:05:09' AS datetime)), 0), 120) AS midnight",
    ],
    null,
    [["2026-11-21 00:00:00"]],
  ),
  gives(["fn-zero-date", "tsql.md §4.8", "SELECT CONVERT(char(8), CAST(0 AS datetime), 112) AS d"], "d char(8)", [
    ["19000101"],
  ]),
  gives(
    [
      "fn-add-month-end",
      "unverified",
      "SELECT CONVERT(char(8), DATEADD(month, 1, CAST('20260131' AS datetime)), 112) AS d",
    ],
    null,
    [["20260228"]],
  ),
  gives(
    [
      "fn-dateadd-ms",
      "tsql.md T038",
      "SELECT CONVERT(varchar(23), DATEADD(ms, 3, CAST('2026-11-21T00:00:00' AS datetime)), 121) AS d",
    ],
    null,
    [["2026-11-21 00:00:00.003"]],
  ),
  gives(
    [
      "fn-datepart-weekday",
      "unverified",
      "SET DATEFIRST 7; SELECT DATEPART(weekday, '20261122') AS sunday, DATEPART(hh, '20261122 13:00') AS h, DATEPART(dayofyear, '20260201') AS d",
    ],
    "sunday int, h int, d int",
    [[1, 13, 32]],
  ),
  gives(
    [
      "fn-now-types",
      "tsql.md T034",
      "SELECT CASE WHEN ABS(DATEDIFF(minute, GETUTCDATE(), SYSUTCDATETIME())) < 2 THEN 1 ELSE 0 END AS near, DATEDIFF(second, GETDATE(), CURRENT_TIMESTAMP) AS same",
    ],
    null,
    [[1, 0]],
  ),
  gives(
    [
      "fn-datetime2-scale",
      "tsql.md T054",
      "SELECT CONVERT(varchar(23), DATEADD(day, 739940, CAST('0001-01-01' AS datetime2(3))), 121) AS d",
    ],
    null,
    [["2026-11-21 00:00:00.000"]],
  ),
  gives(
    [
      "fn-ticks",
      "persistent-chat.md C",
      "SELECT CONVERT(char(10), DATEADD(day, CAST(CAST(639000000000000000 AS bigint) / CAST(864000000000 AS bigint) AS int), CAST('0001-01-01' AS date)), 120) AS d",
    ],
    null,
    [["2025-11-29"]],
  ),
  gives(
    [
      "fn-agent-time",
      "sql-server.md A6",
      "SELECT STUFF(STUFF(RIGHT('000000' + CAST(500 AS varchar(6)), 6), 5, 0, ':'), 3, 0, ':') AS hms",
    ],
    null,
    [["00:05:00"]],
  ),
  gives(
    [
      "fn-agent-datetime",
      "tsql.md T056",
      "SELECT CONVERT(varchar(19), msdb.dbo.agent_datetime(20261121, 500), 120) AS t",
    ],
    null,
    [["2026-11-21 00:05:00"]],
  ),
  gives(
    ["fn-convert-binary", "tsql.md T050", "SELECT CONVERT(varchar(10), CONVERT(varbinary(4), 258), 1) AS b"],
    "b varchar(10)",
    [["0x00000102"]],
  ),
  gives(["fn-hashbytes", "unverified", "SELECT CONVERT(varchar(66), HASHBYTES('SHA1', 'abc'), 1) AS h"], null, [
    ["0xA9993E364706816ABA3E25717850C26C9CD0D89D"],
  ]),
  gives(
    [
      "fn-db-name",
      "tsql.md T032",
      "SELECT DB_NAME() AS n, DB_ID() AS i, DB_ID('tempdb') AS t, DB_ID(N'no such database') AS no",
    ],
    "n nvarchar(128), i smallint, t smallint, no smallint",
    [["master", 1, 2, null]],
  ),
  gives(
    [
      "fn-object-id",
      "tsql.md T045",
      "SELECT CASE WHEN OBJECT_ID('sys.databases') IS NULL THEN 'missing' ELSE 'there' END AS a, OBJECT_ID(N'tempdb..#nope') AS b, CASE WHEN OBJECT_ID('sys.nothere') IS NULL THEN 'missing' ELSE 'there' END AS c",
    ],
    "a varchar(7)!, b int, c varchar(7)!",
    [["there", null, "missing"]],
  ),
  gives(
    [
      "fn-databasepropertyex",
      "sql-server.md D1",
      "SELECT CONVERT(nvarchar(128), DATABASEPROPERTYEX(N'master', 'Status')) AS s, CONVERT(nvarchar(128), DATABASEPROPERTYEX(N'no such database', 'Status')) AS n",
    ],
    "s nvarchar(128), n nvarchar(128)",
    [["ONLINE", null]],
  ),
  gives(
    [
      "fn-serverproperty",
      "tsql.md T033",
      "SELECT CASE WHEN CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) LIKE '[1-9]%.%.%.%' THEN 1 ELSE 0 END AS v, CASE WHEN CONVERT(int, SERVERPROPERTY('EngineEdition')) BETWEEN 1 AND 4 THEN 1 ELSE 0 END AS e",
    ],
    "v int!, e int!",
    [[1, 1]],
  ),
  gives(
    ["fn-serverproperty-unknown", "unverified", "SELECT CONVERT(nvarchar(128), SERVERPROPERTY('NoSuchProperty')) AS n"],
    "n nvarchar(128)",
    [[null]],
  ),
  gives(
    [
      "fn-session",
      "tsql.md T051",
      "SELECT CASE WHEN @@SPID > 50 THEN 1 ELSE 0 END AS s, IS_SRVROLEMEMBER('sysadmin') AS sa, CASE WHEN SUSER_SNAME() = ORIGINAL_LOGIN() THEN 1 ELSE 0 END AS o",
    ],
    "s int!, sa int, o int!",
    [[1, 1, 1]],
  ),
  gives(
    [
      "fn-checksum-case",
      "unverified",
      "SELECT CASE WHEN CHECKSUM('a' COLLATE Latin1_General_CI_AS) = CHECKSUM('A' COLLATE Latin1_General_CI_AS) THEN 1 ELSE 0 END AS ci, CASE WHEN BINARY_CHECKSUM('a') = BINARY_CHECKSUM('A') THEN 1 ELSE 0 END AS b",
    ],
    "ci int!, b int!",
    [[1, 0]],
  ),
  gives(["fn-parsename", "unverified", "SELECT PARSENAME('srv.db.dbo.t', 3) AS p, PARSENAME('a.b', 3) AS n"], null, [
    ["db", null],
  ]),
  gives(["fn-type-name", "unverified", "SELECT TYPE_NAME(56) AS t"], "t nvarchar(128)", [["int"]]),
  gives(["fn-sign-square", "unverified", "SELECT SIGN(-4) AS s, SQUARE(3) AS q, SQRT(16) AS r"], null, [
    [-1, 9, 16 ** 0.5],
  ]),
];
