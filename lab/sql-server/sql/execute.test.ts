import { describe, expect, it } from "vitest";
import type { ServerEvent } from "#lab/sql-server/contract.ts";
import { execute } from "./execute.ts";
import { answers } from "./execute-answers.ts";
import { fixtureCatalog, fixtureSession } from "./fixture.ts";

async function run(text: string) {
  const events: ServerEvent[] = [];
  for await (const event of execute(fixtureCatalog(), fixtureSession(), text, [])) events.push(event);
  const rows = events.flatMap((event) => (event.kind === "row" ? [event.values] : []));
  const errors = events.flatMap((event) =>
    event.kind === "error" ? [{ number: event.error.number, line: event.error.line }] : [],
  );
  const infos = events.flatMap((event) => (event.kind === "info" ? [event.message] : []));
  return { rows, errors, infos, sets: events.filter((event) => event.kind === "columns").length };
}

const refusals: readonly (readonly [string, number, number])[] = [
  ["SELECT name,\nfoo\nFROM sys.databases", 207, 2],
  ["SELECT *\nFROM sys.nope", 208, 1],
  ["SELEC * FROM sys.databases", 102, 1],
  ["SELECT 1\nFROM WHERE x = 1", 156, 2],
  ["SELECT name FROM sys.databases WHERE (database_id = 1", 102, 1],
  ["SELECT 1/0", 8134, 1],
  ["SELECT CAST('abc' AS int)", 245, 1],
  ["SELECT name + 1 FROM sys.databases", 245, 1],
  ["SELECT @nope", 137, 1],
  ["SELECT d.name FROM sys.databases x", 4104, 1],
  ["SELECT database_id FROM sys.databases d JOIN sys.master_files f ON f.database_id = d.database_id", 209, 1],
  ["SELECT name, COUNT(*) FROM sys.databases", 8120, 1],
  ["SELECT FOO(1)", 195, 1],
  ["EXEC dbo.nope @a = 1", 2812, 1],
  ["SELECT CONVERT(datetime, 'notadate')", 241, 1],
  ["USE nope", 911, 1],
  ["SELECT * FROM mgc_ls.dbo.tblNode", 927, 1],
  ["SELECT name FROM sys.databases UNION SELECT name, 1 FROM sys.databases", 205, 1],
  ["SELECT name FROM sys.databases ORDER BY 9", 108, 1],
  ["SELECT * FROM (SELECT 1) x", 8155, 1],
  ["SELECT (SELECT name FROM sys.databases)", 512, 1],
  ["SELECT 2147483647 + 1", 8115, 1],
  ["SELECT 1 AS a\nGO\nSELECT 2 AS b", 102, 2],
  ["SELECT 'abc", 105, 1],
  ["SELECT name FROM sys.databases WHERE database_id = 'x'", 245, 1],
  ["CREATE TABLE #s (a varchar(2) NOT NULL); INSERT #s VALUES ('abc')", 8152, 1],
  ["CREATE TABLE #s (a int NOT NULL); INSERT #s VALUES (1, 2)", 213, 1],
  ["SELECT STRING_AGG(name, ',') FROM sys.databases", 195, 1],
  ["SELECT DATEADD(foo, 1, GETDATE())", 155, 1],
  ["RAISERROR('Database %s is %d minutes behind', 16, 1, 'mgc_ls', 240)", 50000, 1],
  ["MERGE t USING s ON 1=1 WHEN MATCHED THEN DELETE;", 50001, 1],
];

describe("execute", () => {
  it.each(answers)("answers %s", async (text, rows) => {
    expect(await run(text)).toMatchObject({ rows, errors: [] });
  });
  it.each(refusals)("refuses %s with %i at line %i", async (text, number, line) => {
    expect((await run(text)).errors).toEqual([{ number, line }]);
  });
  it("goes on behind a statement-level error and sends the columns before it", async () => {
    expect(await run("SELECT 1 AS a;\nSELECT 1/0 AS b;\nSELECT 3 AS c")).toEqual({
      rows: [[1], [3]],
      errors: [{ number: 8134, line: 2 }],
      infos: [],
      sets: 3,
    });
  });
  it("goes on behind a failed RESTORE", async () => {
    expect(await run("RESTORE LOG mgc FROM DISK = N'x' WITH NORECOVERY\nSELECT @@ERROR")).toMatchObject({
      rows: [[3101]],
      errors: [{ number: 3101, line: 1 }],
    });
  });
  it("stops the batch at PRINT's RETURN", async () => {
    expect((await run("PRINT 'a'; RETURN; PRINT 'b'")).infos).toEqual(["a"]);
  });
});
