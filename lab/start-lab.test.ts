import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sql from "mssql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type RunningLab, startLab } from "./start-lab.ts";

type Written = {
  readonly instances: readonly { readonly name: string; readonly host: string; readonly port: number }[];
};

const dir = mkdtempSync(join(tmpdir(), "lab-"));
let lab: RunningLab;

const start = (): Promise<RunningLab> => startLab({ dir, portBase: 41_433, shellHost: "/nowhere/host" });
const readPool = (): Written => parse(readFileSync(join(dir, "pool.yaml"), "utf8"));

async function ask(instance: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const at = readPool().instances.find(({ name }) => name === instance);
  const { user, password } = JSON.parse(readFileSync(join(dir, "credentials.json"), "utf8"))["lab-sql"];
  const pool = new sql.ConnectionPool({
    server: at?.host ?? "",
    port: at?.port ?? 0,
    user,
    password,
    connectionTimeout: 3_000,
    options: { encrypt: true, trustServerCertificate: true },
  });
  try {
    await pool.connect();
    return (await pool.request().query(text)).recordset;
  } finally {
    await pool.close();
  }
}

async function post(path: string, body: object): Promise<number> {
  return (await fetch(`${lab.controlUrl}${path}`, { method: "POST", body: JSON.stringify(body) })).status;
}

beforeAll(async () => {
  lab = await start();
});
afterAll(async () => {
  await lab.close();
  rmSync(dir, { recursive: true, force: true });
});

describe("a running lab", () => {
  it("answers sys.databases on the other site's instance", async () => {
    const rows = await ask("sqlto01\\PCHAT", "SELECT name, state_desc FROM sys.databases");
    expect(rows).toContainEqual({ name: "mgc", state_desc: "RESTORING" });
  });

  it("refuses connections to a site without power, until it is back", async () => {
    expect(await post("/sites", { site: "home", up: false })).toBe(200);
    await expect(ask("sqlmi01\\PCHAT", "SELECT 1 AS one")).rejects.toMatchObject({ code: "ESOCKET" });
    expect(await ask("sqlto01\\PCHAT", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await post("/sites", { site: "home", up: true })).toBe(200);
    expect(await ask("sqlmi01\\PCHAT", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("has the same ports and password after a restart", async () => {
    const before = readFileSync(join(dir, "pool.yaml"), "utf8") + readFileSync(join(dir, "credentials.json"), "utf8");
    await lab.close();
    lab = await start();
    const after = readFileSync(join(dir, "pool.yaml"), "utf8") + readFileSync(join(dir, "credentials.json"), "utf8");
    expect(after).toBe(before);
    expect(await ask("sqlto01\\PCHAT", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("refuses a fault that it does not know", async () => {
    expect(await post("/faults", { fault: "no-such-fault", on: true })).toBe(400);
  });
});
