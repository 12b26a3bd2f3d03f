import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sql from "mssql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InstanceDoors } from "#lab/instance-doors.ts";
import { VirtualClock } from "#lab/world/clock.ts";
import { Disk } from "#lab/world/disk.ts";
import { MemoryStore } from "#lab/world/memory-store.ts";
import { places } from "#lab/world/places.ts";
import { World } from "#lab/world/world.ts";
import { chatSelects } from "./foreign-selects/chat.ts";
import { wrongSelects } from "./foreign-selects/errors.ts";
import type { Cell, Foreign, Rows } from "./foreign-selects/foreign.ts";
import { languageSelects } from "./foreign-selects/language.ts";
import { msdbSelects } from "./foreign-selects/msdb.ts";
import { serverSelects } from "./foreign-selects/server.ts";

const right = [...serverSelects, ...msdbSelects, ...chatSelects, ...languageSelects];
const clock = new VirtualClock();
const world = World.open("", { clock, disk: new Disk(new MemoryStore(clock)) });
const login = { user: "console", password: "foreign" };
const pools = new Map<string, sql.ConnectionPool>();
let doors: InstanceDoors;

beforeAll(async () => {
  for (let second = 0; second < 40; second += 1) await world.tick(clock.advance(1000));
  doors = await InstanceDoors.open({ world, login, ports: {}, used: new Set() });
});
afterAll(async () => {
  for (const pool of pools.values()) await pool.close();
  await doors.close();
});

async function poolOf(host: string): Promise<sql.ConnectionPool> {
  const held = pools.get(host);
  if (held) return held;
  const place = places.find((one) => one.host === host);
  const pool = new sql.ConnectionPool({
    server: "127.0.0.1",
    port: doors.ports[place?.name ?? ""] ?? 0,
    ...login,
    pool: { max: 1, min: 1 },
    options: { encrypt: true, trustServerCertificate: true, appName: "ad hoc" },
  });
  pools.set(host, await pool.connect());
  return pool;
}

async function answer(foreign: Foreign): Promise<{ readonly columns: string; readonly rows: Rows }> {
  const request = new sql.Request(await poolOf(foreign.at));
  request.arrayRowMode = true;
  const { recordset } = await request.batch<readonly Cell[]>(foreign.sql);
  const names = Object.values(recordset.columns).map((column) => column.name);
  return { columns: names.join(", "), rows: [...recordset] };
}

describe("SELECTs that the console never sends, over TDS", () => {
  test.each(right)("$at: $sql", async (foreign) => {
    const { columns, rows } = await answer(foreign);
    if ("error" in foreign) throw new TypeError("a mistake among the right ones");
    expect(columns).toBe(foreign.columns);
    if ("rows" in foreign) expect(rows).toEqual(foreign.rows(world));
    else expect({ rows, holds: foreign.holds(rows, world) }).toEqual({ rows, holds: true });
  });

  test.each(wrongSelects)("$error: $sql", async (foreign) => {
    if (!("error" in foreign)) throw new TypeError("no mistake expected");
    await expect(answer(foreign)).rejects.toMatchObject({ number: foreign.error, lineNumber: foreign.line });
  });

  test.each([
    "SELECT * FROM (SELECT type_desc, name FROM sys.master_files) s PIVOT (COUNT(name) FOR type_desc IN ([ROWS])) p",
    "SELECT TOP 10 wait_type FROM sys.dm_os_wait_stats ORDER BY wait_time_ms DESC",
    "SELECT name FROM msdb.dbo.sysoperators",
    "SELECT IDENT_CURRENT('mgc.dbo.tblNode')",
    "SELECT PERCENT_RANK() OVER (ORDER BY name) FROM sys.databases",
    "EXEC sp_enumerrorlogs",
    "MERGE msdb.dbo.sysjobs AS t USING (SELECT 1 AS x) AS s ON 1 = 0 WHEN NOT MATCHED THEN INSERT DEFAULT VALUES;",
  ])("says that it does not do, with a number of its own: %s", async (text) => {
    await expect(answer({ at: "sqlto02", sql: text, error: 50001, line: 1 })).rejects.toMatchObject({ number: 50001 });
  });

  test("there are more than fifty, and none is text that the console sends", () => {
    expect(right.length).toBeGreaterThanOrEqual(50);
    const sent = filesOf("lib")
      .map((path) => readFileSync(path, "utf8").replace(/\s+/g, " ").toLowerCase())
      .join(" ");
    const tables = new Set([...sent.matchAll(/from [a-z.]+/g)].map(([text]) => text));
    expect(tables.size).toBeGreaterThan(5);
    for (const foreign of [...right, ...wrongSelects])
      expect(sent).not.toContain(foreign.sql.replace(/\s+/g, " ").toLowerCase());
  });
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    return /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name) ? [path] : [];
  });
}
