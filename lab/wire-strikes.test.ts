import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sql from "mssql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { type RunningLab, startLab } from "./start-lab.ts";
import type { WireEntry } from "./wire-log.ts";
import type { StrikeHow } from "./wire-strikes.ts";

const dir = mkdtempSync(join(tmpdir(), "lab-"));
/** As the driver says it, by when it noticed. */
const brokenLine = { code: expect.stringMatching(/^(ESOCKET|ECONNRESET|ECONNCLOSED)$/) };
const target = "sqlto01\\PCHAT";
let lab: RunningLab;

beforeAll(async () => {
  lab = await startLab({ dir, portBase: 41_633, shellHost: "/nowhere/host" });
});
afterAll(async () => {
  await lab.close();
  rmSync(dir, { recursive: true, force: true });
});

async function ask(text: string): Promise<readonly Record<string, unknown>[]> {
  const at = parse(readFileSync(join(dir, "pool.yaml"), "utf8")).instances.find(
    (one: { readonly name: string }) => one.name === target,
  );
  const { user, password } = JSON.parse(readFileSync(join(dir, "credentials.json"), "utf8"))["lab-sql"];
  const options = { encrypt: true, trustServerCertificate: true };
  const pool = new sql.ConnectionPool({ server: at.host, port: at.port, user, password, options });
  try {
    await pool.connect();
    return (await pool.request().query(text)).recordset;
  } finally {
    await pool.close();
  }
}

const post = (path: string, body: object) =>
  fetch(`${lab.controlUrl}${path}`, { method: "POST", body: JSON.stringify(body) });
const strike = (pattern: string, how: StrikeHow, at = target) =>
  post("/wire/strikes", { strikes: [{ target: at, pattern, how }] });
const struck = async () =>
  ((await (await fetch(`${lab.controlUrl}/wire`)).json()) as readonly WireEntry[]).filter((e) => e.struck !== null);
const enabled = async () =>
  (await ask("SELECT enabled FROM msdb.dbo.sysjobs WHERE name = N'LSCopy_sqlmi01_mgc'"))[0]?.enabled;
const set = (on: number) => ask(`EXEC msdb.dbo.sp_update_job @job_name = N'LSCopy_sqlmi01_mgc', @enabled = ${on}`);

it.each([
  ["refused", { number: 701 }, 1],
  ["lost-before", brokenLine, 1],
  ["lost-after", brokenLine, 0],
] as const)("one request is %s, and the next of its kind goes through", async (how, error, left) => {
  await set(1);
  await strike("@enabled = 0", how);
  await expect(set(0)).rejects.toMatchObject(error);
  expect(await enabled()).toBe(left);
  expect((await struck()).at(-1)).toMatchObject({ struck: how, state: "answered" });
  await set(0);
  expect(await enabled()).toBe(0);
});

it("goes on with what it was asked although the line broke meanwhile", async () => {
  await set(1);
  await strike("@enabled = 0", "lost-during");
  await expect(set(0)).rejects.toMatchObject(brokenLine);
  expect(await enabled()).toBe(1);
  await expect.poll(enabled, { timeout: 30_000 }).toBe(0);
});

it("lets a shell die with its cmdlet, or refuses it", async () => {
  const url = JSON.parse(readFileSync(join(dir, "lab.json"), "utf8")).shellUrl;
  const cmdlet = { cmdlet: "Set-CsPersistentChatState", parameters: { Identity: "x", PoolState: "FailedOver" } };
  const call = async () => (await fetch(`${url}/cmdlet`, { method: "POST", body: JSON.stringify(cmdlet) })).json();
  await strike("Set-CsPersistentChatState", "lost-before", "management shell");
  expect(await call()).toMatchObject({ kind: "died" });
  await strike("Set-CsPersistentChatState", "refused", "management shell");
  expect(await call()).toMatchObject({ kind: "answer", ok: false });
});
