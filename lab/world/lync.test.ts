import { beforeEach, describe, expect, it } from "vitest";
import type { CmdletAnswer } from "#lab/powershell/reply.ts";
import { LyncWorld } from "./lync.ts";
import type { LyncSqlPort } from "./lync-sql-port.ts";

const start = Date.parse("2026-11-21T08:00:00Z");
const pool = "PersistentChatServer:pchatpool.contoso.local";

let siteUp = { home: true, other: true };
let faults = new Set<string>();
let open = new Set<string>();
let mirrored: string[] = [];
let world: LyncWorld;

const sql: LyncSqlPort = {
  siteUp: () => siteUp,
  databaseState: (instance) => (open.has(instance) ? "ONLINE" : "RESTORING"),
  mirrorState: (instance) => {
    if (instance === "sqlmi01\\PCHAT") return { role: "PRINCIPAL", state: "SYNCHRONIZED", partner: "sqlmi02\\PCHAT" };
    if (instance === "sqlmi02\\PCHAT") return { role: "MIRROR", state: "SYNCHRONIZED", partner: "sqlmi01\\PCHAT" };
    return null;
  },
  installMirror: (principal, mirror) => {
    mirrored.push(`${principal} > ${mirror}`);
  },
  removeMirror: () => undefined,
  failoverMirror: (to) => {
    mirrored.push(to);
  },
};

beforeEach(() => {
  siteUp = { home: true, other: true };
  faults = new Set();
  open = new Set(["sqlmi01\\PCHAT"]);
  mirrored = [];
  world = new LyncWorld({ sql, faults, nowMs: start });
});

async function run(cmdlet: string, parameters: Record<string, unknown> = {}, whatIf = false): Promise<CmdletAnswer> {
  const reply = await world.invoke(cmdlet, parameters, whatIf);
  if (reply.kind !== "answer") throw new Error(`${cmdlet} gave ${reply.kind}`);
  return reply;
}
async function errorId(cmdlet: string, parameters: Record<string, unknown> = {}): Promise<string> {
  return (await run(cmdlet, parameters)).error?.errorId ?? "no error";
}
const after = (seconds: number) => world.tick(new Date(start + seconds * 1000));
async function activeServers(): Promise<unknown> {
  return (await run("Get-CsService", { PersistentChatServer: true })).output[0]?.ActiveServers;
}

describe("binding", () => {
  it("refuses a parameter that the cmdlet does not have", async () => {
    expect(await errorId("Set-CsPersistentChatState", { Identity: pool, PoolFqdn: "x" })).toMatch(/^NamedParameterNotFound,/);
  });
  it("refuses an empty identity", async () => {
    expect(await errorId("Set-CsPersistentChatState", { Identity: "", PoolState: "Normal" })).toMatch(
      /^ParameterArgumentValidationError/,
    );
  });
  it("refuses a pool state that does not exist", async () => {
    expect(await errorId("Set-CsPersistentChatState", { PoolState: "Failed" })).toMatch(/^CannotConvertArgument/);
  });
  it("names the mandatory parameters that are missing", async () => {
    const { error } = await run("Install-CsMirrorDatabase", { DatabaseType: "PersistentChat", Confirm: false });
    expect(error?.errorId).toMatch(/^MissingMandatoryParameter,/);
    expect(error?.message).toContain("FileShare SqlServerFqdn");
  });
  it("refuses Swap together with a list", async () => {
    const both = { Swap: true, ActiveServers: null };
    expect(await errorId("Set-CsPersistentChatActiveServer", both)).toMatch(/^AmbiguousParameterSet,/);
    expect(await errorId("Set-CsPersistentChatActiveServer")).toMatch(/^AmbiguousParameterSet,/);
  });
  it("does not know a cmdlet that the module does not have", async () => {
    expect(await errorId("Get-CsPersistentChatActiveServer")).toBe("CommandNotFoundException");
  });
  it("refuses an identity of another pool", async () => {
    expect(await errorId("Set-CsPersistentChatState", { Identity: "service:x.y.z", PoolState: "Normal" })).toMatch(
      /^ObjectNotFound,/,
    );
  });
  it("does not ask a person who is not there", async () => {
    const failover = { PoolFqdn: "pchatpool.contoso.local", DatabaseType: "PersistentChat", NewPrincipal: "Mirror" };
    expect(await errorId("Invoke-CsDatabaseFailover", failover)).toMatch(/^InvalidOperation,/);
    expect((await run("Invoke-CsDatabaseFailover", { ...failover, Confirm: false })).ok).toBe(true);
    expect(mirrored).toEqual(["sqlmi02\\PCHAT"]);
  });
});

describe("pool state", () => {
  it("accepts every spelling of the identity that the pages use", async () => {
    for (const identity of [pool, "service:pchatpool.contoso.local", "service: pchatpool.contoso.local"]) {
      expect((await run("Get-CsPersistentChatState", { Identity: identity })).output[0]?.Identity).toBe(pool);
    }
  });
  it("reaches the servers only when their replica has taken it", async () => {
    await run("Set-CsPersistentChatState", { Identity: pool, PoolState: "FailedOver" });
    after(1);
    expect((await run("Get-CsPersistentChatState")).output[0]?.PoolState).toBe("FailedOver");
    expect(world.seenBy("pchat05.contoso.local").poolState).toBe("Normal");
    expect((await run("Get-CsManagementStoreReplicationStatus")).output.every((one) => one.UpToDate === false)).toBe(true);
    after(30);
    expect(world.seenBy("pchat05.contoso.local").poolState).toBe("FailedOver");
    expect((await run("Get-CsManagementStoreReplicationStatus")).output.every((one) => one.UpToDate === true)).toBe(true);
  });
  it("changes nothing with WhatIf", async () => {
    const answer = await run("Set-CsPersistentChatState", { PoolState: "FailedOver", WhatIf: true });
    expect(answer.hostText[0]).toMatch(/^What if: /);
    expect(world.state.settings.poolState).toBe("Normal");
  });
  it("leaves a server of a lost site with its old replica until after its return", async () => {
    siteUp = { home: false, other: true };
    after(1);
    await run("Set-CsPersistentChatState", { PoolState: "FailedOver" });
    after(2);
    after(60);
    siteUp = { home: true, other: true };
    after(61);
    expect(world.serviceRunning("pchat01.contoso.local")).toBe(true);
    expect(world.seenBy("pchat01.contoso.local").poolState).toBe("Normal");
    after(90);
    expect(world.seenBy("pchat01.contoso.local").poolState).toBe("FailedOver");
  });
});

describe("active servers", () => {
  const four = ["pchat05.contoso.local", "pchat06.contoso.local", "pchat07.contoso.local", "pchat08.contoso.local"];
  it("replaces, empties, adds, removes and swaps the list", async () => {
    await run("Set-CsPersistentChatActiveServer", { ActiveServers: { Replace: four } });
    expect(await activeServers()).toEqual(four);
    await run("Set-CsPersistentChatActiveServer", { Swap: true });
    expect(await activeServers()).toHaveLength(4);
    await run("Set-CsPersistentChatActiveServer", { ActiveServers: { Remove: ["pchat01.contoso.local"], Add: four.slice(0, 1) } });
    expect(await activeServers()).toContain("pchat05.contoso.local");
    await run("Set-CsPersistentChatActiveServer", { ActiveServers: null });
    expect(await activeServers()).toEqual([]);
  });
  it("refuses a fifth server and leaves the list alone", async () => {
    const answer = await run("Set-CsPersistentChatActiveServer", { ActiveServers: { Add: four.slice(0, 1) } });
    expect(answer.error?.errorId).toMatch(/^TooManyActiveServers,/);
    expect(await activeServers()).toHaveLength(4);
  });
  it("refuses a server that is not in the pool", async () => {
    const stranger = { ActiveServers: { Replace: ["pchat09.contoso.local"] } };
    expect(await errorId("Set-CsPersistentChatActiveServer", stranger)).toMatch(/^ObjectNotFound,/);
  });
});

describe("services, mirrors and proofs", () => {
  const pchat05 = { ComputerName: "pchat05.contoso.local", Name: "RTCCHAT" };
  it("stops and starts a service", async () => {
    await run("Stop-CsWindowsService", pchat05);
    expect(world.serviceRunning("pchat05.contoso.local")).toBe(false);
    await run("Start-CsWindowsService", pchat05);
    expect((await run("Get-CsWindowsService", pchat05)).output[0]?.Status).toBe("Running");
  });
  it("says that a computer of a lost site does not answer", async () => {
    siteUp = { home: false, other: true };
    after(1);
    expect(await errorId("Get-CsWindowsService", { ComputerName: "pchat01.contoso.local" })).toMatch(/^ComputerUnreachable,/);
  });
  it("installs the mirror on the partner that the topology names", async () => {
    await run("Install-CsMirrorDatabase", {
      DatabaseType: "PersistentChat",
      SqlServerFqdn: "sqlto01.contoso.local",
      SqlInstanceName: "PCHAT",
      FileShare: "\\\\fsto01\\Mirror",
      Confirm: false,
    });
    expect(mirrored).toEqual(["sqlto01\\PCHAT > sqlto02\\PCHAT"]);
  });
  it("delivers a test message only when the server's own idea of the database is open", async () => {
    const users = { SenderSipAddress: "sip:a@contoso.local", ReceiverSipAddress: "sip:b@contoso.local" };
    expect((await run("Test-CsPersistentChatMessage", users)).output[0]?.Result).toBe("Success");
    open.clear();
    expect((await run("Test-CsPersistentChatMessage", users)).output[0]?.Result).toBe("Failure");
  });
});

describe("faults", () => {
  it("ends the shell after the effect", async () => {
    faults.add("cmdlet-took-effect-then-died:Set-CsPersistentChatState");
    expect(await world.invoke("Set-CsPersistentChatState", { PoolState: "FailedOver" })).toEqual({ kind: "died", exitCode: 0 });
    expect(world.state.settings.poolState).toBe("FailedOver");
  });
  it("refuses everything but the local replica when the management store is dead, and leaves the master blank", async () => {
    faults.add("management-store-dead");
    expect(await errorId("Get-CsPersistentChatState")).toMatch(/^ManagementStoreUnavailable,/);
    expect((await run("Get-CsPersistentChatState", { LocalStore: true })).ok).toBe(true);
    const status = await run("Get-CsManagementStoreReplicationStatus", { CentralManagementStoreStatus: true });
    expect(status.output[0]?.ActiveMasterFqdn).toBeNull();
  });
  it("keeps replicas stale, fails a cmdlet, misses the module", async () => {
    faults.add("replicas-stale").add("cmdlet-error:Get-CsPool");
    await run("Set-CsPersistentChatState", { PoolState: "FailedOver" });
    after(60);
    expect(world.seenBy("pchat05.contoso.local").poolState).toBe("Normal");
    expect((await run("Get-CsPool")).ok).toBe(false);
    faults.add("module-missing");
    expect(await errorId("Get-CsPersistentChatState")).toMatch(/^ModuleImport,Modules_ModuleNotFound,/);
  });
});

it("goes on as it was after a trip through the disk", async () => {
  await run("Set-CsPersistentChatState", { PoolState: "FailedOver" });
  world = LyncWorld.from(JSON.parse(JSON.stringify(world)), { sql, faults, nowMs: start });
  after(1);
  after(60);
  expect(world.seenBy("pchat08.contoso.local").poolState).toBe("FailedOver");
});
