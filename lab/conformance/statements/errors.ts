import { expects, fails, type Statement } from "#lab/conformance/statement.ts";

const syntax = { class: 15, state: 1 } as const;

/** Wrong T-SQL: number, class, line. */
export const errors: readonly Statement[] = [
  fails(["err-207", "tsql.md T121", "SELECT name, \nfoo \nFROM sys.databases"], { number: 207, line: 2, class: 16 }),
  fails(["err-208", "tsql.md T122", "SELECT * \nFROM sys.nope"], { number: 208, class: 16 }),
  fails(["err-102-selec", "tsql.md T123", "SELEC * FROM sys.databases"], { number: 102, line: 1, ...syntax }),
  fails(["err-156", "tsql.md T124", "SELECT 1 \nFROM WHERE x = 1"], { number: 156, line: 2, class: 15 }),
  fails(["err-102-open", "tsql.md T125", "SELECT name FROM sys.databases WHERE (database_id = 1"], {
    number: 102,
    line: 1,
    class: 15,
  }),
  expects(["err-8134", "tsql.md T126", "SELECT 1/0 AS x"], {
    sets: [{ columns: "x int", rows: [] }],
    errors: [{ number: 8134, line: 1, class: 16, state: 1 }],
  }),
  expects(["err-245-cast", "tsql.md T127", "SELECT CAST('abc' AS int) AS x"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 245, line: 1, class: 16, state: 1 }],
  }),
  expects(["err-245-plus", "tsql.md T128", "SELECT name + 1 AS x FROM sys.databases WHERE database_id = 1"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 245, line: 1 }],
  }),
  fails(["err-137", "tsql.md T129", "SELECT @nope"], { number: 137, line: 1, class: 15 }),
  fails(["err-4104", "tsql.md T130", "SELECT d.name FROM sys.databases x"], { number: 4104, line: 1, class: 16 }),
  fails(
    [
      "err-209",
      "tsql.md T131",
      "SELECT database_id FROM sys.databases d JOIN sys.master_files f ON f.database_id = d.database_id",
    ],
    { number: 209, line: 1, class: 16 },
  ),
  fails(["err-8120", "tsql.md T132", "SELECT name, COUNT(*) FROM sys.databases"], { number: 8120, line: 1, class: 16 }),
  fails(["err-195", "tsql.md T133", "SELECT FOO(1)"], { number: 195, line: 1, class: 15 }),
  fails(["err-2812", "tsql.md T134", "EXEC dbo.nope @a = 1"], { number: 2812, line: 1, class: 16 }),
  expects(["err-241", "tsql.md T135", "SELECT CONVERT(datetime, 'notadate') AS x"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 241, line: 1, class: 16 }],
  }),
  fails(["err-911", "tsql.md T136", "USE nope"], { number: 911, line: 1, class: 16 }),
  fails(["err-205", "tsql.md T138", "SELECT name FROM sys.databases UNION SELECT name, 1 FROM sys.databases"], {
    number: 205,
    line: 1,
    class: 16,
  }),
  fails(["err-108", "tsql.md T139", "SELECT name FROM sys.databases ORDER BY 5"], { number: 108, line: 1 }),
  fails(["err-8155", "tsql.md T140", "SELECT * FROM (SELECT 1) x"], { number: 8155, line: 1, class: 16 }),
  expects(["err-512", "tsql.md T141", "SELECT (SELECT name FROM sys.databases) AS x"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 512, line: 1, class: 16 }],
  }),
  expects(["err-8115", "tsql.md T142", "SELECT 2147483647 + 1 AS x"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 8115, line: 1, class: 16 }],
  }),
  fails(["err-105", "tsql.md T145", "SELECT 'abc"], { number: 105, line: 1, class: 15 }),
  expects(["err-245-where", "tsql.md T146", "SELECT name FROM sys.databases WHERE database_id = 'x'"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 245, line: 1 }],
  }),
  fails(
    ["err-8152", "tsql.md T147", "CREATE TABLE #s8152 (a varchar(2) NOT NULL); INSERT #s8152 VALUES ('abc')"],
    { number: 8152, line: 1, class: 16 },
    { below: [15, 0, 0] },
  ),
  fails(["err-213", "tsql.md T148", "CREATE TABLE #s213 (a int NOT NULL); INSERT #s213 VALUES (1, 2)"], {
    number: 213,
    line: 1,
    class: 16,
  }),
  expects(["err-batch-goes-on", "tsql.md T149", "SELECT 1 AS a; \nSELECT 1/0 AS b; \nSELECT 3 AS c"], {
    sets: [
      { columns: "a int", rows: [[1]] },
      { columns: "b int", rows: [] },
      { columns: "c int", rows: [[3]] },
    ],
    errors: [{ number: 8134, line: 2 }],
  }),
  fails(
    ["err-string-agg", "tsql.md T150", "SELECT STRING_AGG(name, ',') FROM sys.databases"],
    { number: 195, line: 1 },
    { below: [14, 0, 0] },
  ),
  fails(["err-raiserror", "tsql.md T110", "RAISERROR('Database %s is %d minutes behind', 16, 1, 'mgc_ls', 240)"], {
    number: 50000,
    line: 1,
    class: 16,
    state: 1,
  }),
  fails(["err-go-in-batch", "tsql.md T143", "SELECT 1 AS a \n[GO]\nSELECT 2 AS b"], { number: 102, line: 2 }),
  fails(["err-2714", "tsql.md §2.5", "CREATE TABLE #twice (a int);\nCREATE TABLE #twice (a int)"], {
    number: 2714,
    class: 16,
  }),
  fails(["err-3701", "tsql.md §2.5", "DROP TABLE #nothere"], { number: 3701, line: 1 }),
  fails(["err-515", "tsql.md §2.5", "CREATE TABLE #s515 (a int NOT NULL);\nINSERT #s515 VALUES (NULL)"], {
    number: 515,
    line: 2,
    class: 16,
  }),
  expects(["err-8114", "tsql.md §2.5", "SELECT CAST('x' AS numeric(5,2)) AS a"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 8114, class: 16 }],
  }),
  expects(["err-8169", "tsql.md §2.5", "SELECT CAST('zz' AS uniqueidentifier) AS g"], {
    sets: [{ columns: null, rows: [] }],
    errors: [{ number: 8169, class: 16 }],
  }),
  fails(["err-529", "tsql.md §2.5", "SELECT CAST(GETDATE() AS uniqueidentifier)"], { number: 529, line: 1, class: 16 }),
  fails(["err-116", "tsql.md §2.5", "SELECT 1 WHERE 1 IN (SELECT 1, 2)"], { number: 116, line: 1 }),
  fails(["err-147", "tsql.md §2.5", "SELECT state FROM sys.databases WHERE COUNT(*) > 1 GROUP BY state"], {
    number: 147,
    line: 1,
    class: 15,
  }),
  fails(["err-145", "tsql.md §2.5", "SELECT DISTINCT name FROM sys.databases ORDER BY database_id"], {
    number: 145,
    line: 1,
    class: 15,
  }),
];
