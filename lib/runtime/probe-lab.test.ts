import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { type RunningLab, startLab } from "#lab/start-lab.ts";
import { blankInstance, emptyDraft } from "#lib/domain/topology/blank-draft.ts";
import type { TestResult } from "#lib/domain/topology/connections/result.ts";
import { testConnections } from "#lib/domain/topology/connections/test-connections.ts";
import { discover } from "#lib/domain/topology/discovery/discover.ts";
import { type Draft, draftOf, poolOfDraft } from "#lib/domain/topology/draft.ts";
import { type Pool, poolSchema } from "#lib/domain/topology/pool.ts";
import type { ProbePort } from "#lib/domain/topology/probe-port.ts";
import { makeProbe } from "./probe.ts";

const root = join(import.meta.dirname, "../..");
const dir = mkdtempSync(join(tmpdir(), "probe-"));
let lab: RunningLab;
let pool: Pool;
let port: ProbePort;

beforeAll(async () => {
  lab = await startLab({ dir, portBase: 44_433, shellHost: join(root, "lab/powershell/host.mjs") });
  pool = poolSchema.parse(parse(readFileSync(join(dir, "pool.yaml"), "utf8")));
  const logins = JSON.parse(readFileSync(join(dir, "credentials.json"), "utf8"));
  port = makeProbe({
    credential: (name) => (name === "wrong" ? { user: "console", password: "no" } : logins["lab-sql"]),
    workerPath: join(root, "lib/adapters/files/share-process.mjs"),
  });
});
afterAll(async () => {
  await lab.close();
  rmSync(dir, { recursive: true, force: true });
});

/** The first instance that somebody names: an address and a login, nothing else. */
function seed(name: string, change: Partial<Draft["instances"][number]> = {}): Draft {
  const at = pool.instances.find((instance) => instance.name === name);
  const line = { credential: "lab-sql", trustServerCertificate: true, ...change };
  return { ...emptyDraft, instances: [blankInstance({ host: "127.0.0.1", port: String(at?.port), ...line })] };
}
const brief = (draft: Draft) => draft.instances.map(({ name, duties, host }) => [name, duties, host]);
const of = (results: readonly TestResult[], target: string) =>
  results.filter((each) => each.target === target).map((each) => `${each.stage} ${each.verdict}`);

test("names what does not answer by its address, as long as nothing else of it is known", async () => {
  const { looked } = await discover(port, seed("sqlmi01\\PCHAT", { host: "127.0.0.1", port: "1" }));
  expect(looked.map(({ said }) => said)).toEqual([expect.stringContaining("read on 127.0.0.1:1: ")]);
});

test("one SQL instance tells who mirrors and ships to whom, the witness and the folders, and where that stands", async () => {
  const { draft, looked } = await discover(port, seed("sqlmi01\\PCHAT"));
  expect(looked.map(({ said }) => said)).toEqual([""]);
  expect(brief(draft)).toEqual([
    ["sqlmi01\\PCHAT", "home A", "127.0.0.1"],
    ["sqlto01\\PCHAT", "other A", ""],
    ["sqlmi02\\PCHAT", "home B", "sqlmi02.contoso.local"],
    ["", "home witness", "sqlmi03.contoso.local"],
  ]);
  expect(draft.folders.backupShare.asServer).toBe("\\\\fsto01\\LogShip\\mgc");
  expect(draft.found["instances.2.name"]).toEqual(["sys.database_mirroring on sqlmi01\\PCHAT"]);
  expect(draft.found["folders.backupShare.asServer"]).toEqual([
    "msdb.dbo.log_shipping_primary_databases on sqlmi01\\PCHAT",
  ]);
  // Ports, sites of chat servers and what the console opens: nobody said it, so it is asked.
  const needed = poolOfDraft(draft).problems.map(({ path, kind }) => `${path} ${kind}`);
  expect(needed).toContain("instances.1.port needed");
  expect(needed).toContain("folders.copyFolder.asConsole needed");
  expect(needed).toContain("consoleStandsIn needed");
});

test("begun at the other site, the second look asks whoever has an address by then", async () => {
  const first = await discover(port, seed("sqlto01\\PCHAT"));
  expect(brief(first.draft)).toEqual([
    ["sqlto01\\PCHAT", "other A", "127.0.0.1"],
    ["sqlmi01\\PCHAT", "", ""],
  ]);
  expect(first.draft.folders.copyFolder.asServer).toBe("D:\\LogShip\\mgc");
  const home = pool.instances.find(({ name }) => name === "sqlmi01\\PCHAT");
  const instances = first.draft.instances.map((each, i) =>
    i === 1 ? { ...each, host: "127.0.0.1", port: String(home?.port) } : each,
  );
  const { draft } = await discover(port, { ...first.draft, instances });
  expect(brief(draft).map(([name, duties]) => `${name} ${duties}`)).toEqual([
    "sqlto01\\PCHAT other A",
    "sqlmi01\\PCHAT home A",
    "sqlmi02\\PCHAT home B",
    " home witness",
  ]);
});

test("the management shell alone tells pool, sites, stores, chat servers and next hop", async () => {
  const shell = JSON.stringify([pool.managementShell.executable, ...pool.managementShell.arguments]);
  const { draft, looked } = await discover(port, { ...emptyDraft, product: "SkypeForBusiness", shell });
  expect(looked).toEqual([{ at: "Get-CsService", stage: null, said: "", fix: [] }]);
  expect([draft.fqdn, draft.sites]).toEqual([pool.fqdn, pool.sites]);
  expect(draft.instances.map(({ duties }) => duties)).toEqual(["home A", "home B", "other A", "other B"]);
  expect(draft.chatServers.map(({ fqdn, site }) => `${fqdn} ${site}`)).toEqual(
    pool.chatServers.map(({ fqdn }) => `${fqdn} `),
  );
  expect(draft.nextHop).toEqual({ name: "fepool-to.contoso.local", host: "fepool-to.contoso.local", port: "5061" });
  expect(draft.found["instances.3.name"]).toEqual([
    "Get-CsService -PersistentChatServer: BackupMirrorPersistentChatDatabase",
  ]);
});

test("says of each connection how far it came: network, certificate, login, name", async () => {
  const wrongs = [
    seed("sqlmi01\\PCHAT", { port: "9" }),
    seed("sqlmi01\\PCHAT", { trustServerCertificate: false }),
    seed("sqlmi01\\PCHAT", { credential: "wrong" }),
    seed("sqlmi01\\PCHAT", { name: "sqlmi02\\PCHAT" }),
  ];
  const results = await Promise.all(wrongs.map((draft) => testConnections(port, draft)));
  const stages = results.map((all) => all.slice(0, 5).map(({ stage, verdict }) => `${stage} ${verdict}`));
  expect(stages[0]).toEqual(["network fail", "tls not-tried", "login not-tried", "name not-tried", "rights not-tried"]);
  expect(stages[1]).toEqual(["network pass", "tls fail", "login not-tried", "name not-tried", "rights not-tried"]);
  expect(stages[2]).toEqual(["network pass", "tls pass", "login fail", "name not-tried", "rights not-tried"]);
  expect(stages[3]).toEqual(["network pass", "tls pass", "login pass", "name fail", "rights pass"]);
});

test("a login that lacks rights is told from what it may: which right, and the statements that give it", async () => {
  const fault = (on: boolean) =>
    fetch(`${lab.controlUrl}/faults`, {
      method: "POST",
      body: JSON.stringify({ fault: "rights-lost", target: "sqlmi01\\PCHAT", on }),
    });
  expect((await fault(true)).status).toBe(200);
  try {
    const { draft, looked } = await discover(port, seed("sqlmi01\\PCHAT"));
    // Its name and its mirror every login sees; log shipping's tables not.
    expect(brief(draft)[0]?.[0]).toBe("sqlmi01\\PCHAT");
    expect(looked).toMatchObject([{ stage: "rights", said: expect.stringContaining("SELECT permission was denied") }]);
    const statements = looked[0]?.fix.join("\n") ?? "";
    expect(statements).toContain("GRANT VIEW SERVER STATE TO [console];");
    expect(statements).toContain("EXEC sp_addrolemember N'db_datareader', N'console';");
    const whole = draftOf(pool);
    const tested = await testConnections(port, { ...whole, instances: whole.instances.slice(0, 1) });
    const rights = tested.find(({ stage }) => stage === "rights");
    expect(rights).toMatchObject({ verdict: "fail", said: expect.stringContaining("console: VIEW SERVER STATE") });
    expect(rights?.said).toContain("console: msdb: db_datareader");
    expect(rights?.fix.join("\n")).toContain("N'sysadmin'");
  } finally {
    await fault(false);
  }
});

test("a line that does not come up says how far it came", async () => {
  const stages = async (change: Partial<Draft["instances"][number]>) =>
    (await discover(port, seed("sqlmi01\\PCHAT", change))).looked.map(({ stage }) => stage);
  expect(await stages({ port: "9" })).toEqual(["network"]);
  expect(await stages({ trustServerCertificate: false })).toEqual(["tls"]);
  expect(await stages({ credential: "wrong" })).toEqual(["login"]);
});

test("a folder that one side does not see is said of that side", async () => {
  const whole = draftOf(pool);
  const backupShare = { ...whole.folders.backupShare, asServer: "\\\\nowhere\\share", asConsole: join(dir, "nowhere") };
  const results = await testConnections(port, { ...whole, folders: { ...whole.folders, backupShare } });
  const failed = results.filter(({ verdict }) => verdict === "fail").map(({ target, stage }) => `${stage} ${target}`);
  expect(failed).toContain(`console-side ${join(dir, "nowhere")}`);
  expect(failed).toContain("server-side \\\\nowhere\\share (sqlto01\\PCHAT)");
});

test("a whole pool passes, and one and the same share is proven by a file that both sides see", async () => {
  const whole = draftOf(pool);
  expect(poolOfDraft(whole)).toEqual({ pool, problems: [] });
  const { asServer, asConsole } = pool.folders.backupShare;
  mkdirSync(asConsole, { recursive: true });
  writeFileSync(join(asConsole, "mgc_20261121100000.trn"), "x");
  const results = await testConnections(port, whole);
  for (const { name } of pool.instances)
    expect(of(results, name)).toEqual(["network pass", "tls pass", "login pass", "name pass", "rights pass"]);
  expect(of(results, asServer)).toEqual(["same-folder pass"]);
  expect(of(results, `${asServer} (sqlto01\\PCHAT)`)).toEqual(["server-side pass"]);
  expect(of(results, "pchat05.contoso.local")).toEqual(["service pass"]);
  expect(results.filter(({ verdict }) => verdict === "fail")).toEqual([]);
  const swapped = { ...whole.folders.backupShare, asConsole: whole.folders.newLogBackups.asConsole };
  const others = await testConnections(port, { ...whole, folders: { ...whole.folders, backupShare: swapped } });
  expect(of(others, asServer)).not.toEqual(["same-folder pass"]);
});
