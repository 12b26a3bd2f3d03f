import { beforeEach, describe, expect, it } from "vitest";
import { LyncWorld } from "./lync.ts";
import { lyncFixture } from "./lync-fixture.ts";

const pool = "PersistentChatServer:pchatpool.contoso.local";
let lync: ReturnType<typeof lyncFixture>;
beforeEach(() => {
  lync = lyncFixture();
});

async function activeServers(): Promise<unknown> {
  return (await lync.run("Get-CsService", { PersistentChatServer: true })).output[0]?.ActiveServers;
}

describe("pool state", () => {
  it("accepts every spelling of the identity that the pages use", async () => {
    for (const identity of [pool, "service:pchatpool.contoso.local", "service: pchatpool.contoso.local"]) {
      expect((await lync.run("Get-CsPersistentChatState", { Identity: identity })).output[0]?.Identity).toBe(pool);
    }
  });
  it("reaches the servers only when their replica has taken it", async () => {
    await lync.run("Set-CsPersistentChatState", { Identity: pool, PoolState: "FailedOver" });
    lync.tickAt(1);
    expect((await lync.run("Get-CsPersistentChatState")).output[0]?.PoolState).toBe("FailedOver");
    expect(lync.world.seenBy("pchat05.contoso.local").poolState).toBe("Normal");
    expect(
      (await lync.run("Get-CsManagementStoreReplicationStatus")).output.every((one) => one.UpToDate === false),
    ).toBe(true);
    lync.tickAt(30);
    expect(lync.world.seenBy("pchat05.contoso.local").poolState).toBe("FailedOver");
    expect(
      (await lync.run("Get-CsManagementStoreReplicationStatus")).output.every((one) => one.UpToDate === true),
    ).toBe(true);
  });
  it("changes nothing with WhatIf", async () => {
    const answer = await lync.run("Set-CsPersistentChatState", { PoolState: "FailedOver", WhatIf: true });
    expect(answer.hostText[0]).toMatch(/^What if: /);
    expect(lync.world.state.settings.poolState).toBe("Normal");
  });
  it("leaves a server of a lost site with its old replica until after its return", async () => {
    lync.site.home = false;
    lync.tickAt(1);
    await lync.run("Set-CsPersistentChatState", { PoolState: "FailedOver" });
    lync.tickAt(2);
    lync.tickAt(60);
    lync.site.home = true;
    lync.tickAt(61);
    expect(lync.world.serviceRunning("pchat01.contoso.local")).toBe(true);
    expect(lync.world.seenBy("pchat01.contoso.local").poolState).toBe("Normal");
    lync.tickAt(90);
    expect(lync.world.seenBy("pchat01.contoso.local").poolState).toBe("FailedOver");
  });
});

describe("active servers", () => {
  const four = ["pchat05.contoso.local", "pchat06.contoso.local", "pchat07.contoso.local", "pchat08.contoso.local"];
  it("replaces, empties, adds, removes and swaps the list", async () => {
    await lync.run("Set-CsPersistentChatActiveServer", { ActiveServers: { Replace: four } });
    expect(await activeServers()).toEqual(four);
    await lync.run("Set-CsPersistentChatActiveServer", { Swap: true });
    expect(await activeServers()).toHaveLength(4);
    await lync.run("Set-CsPersistentChatActiveServer", {
      ActiveServers: { Remove: ["pchat01.contoso.local"], Add: four.slice(0, 1) },
    });
    expect(await activeServers()).toContain("pchat05.contoso.local");
    await lync.run("Set-CsPersistentChatActiveServer", { ActiveServers: null });
    expect(await activeServers()).toEqual([]);
  });
  it("refuses a fifth server and leaves the list alone", async () => {
    const answer = await lync.run("Set-CsPersistentChatActiveServer", { ActiveServers: { Add: four.slice(0, 1) } });
    expect(answer.error?.errorId).toMatch(/^TooManyActiveServers,/);
    expect(await activeServers()).toHaveLength(4);
  });
  it("refuses a server that is not in the pool", async () => {
    const stranger = { ActiveServers: { Replace: ["pchat09.contoso.local"] } };
    expect(await lync.errorId("Set-CsPersistentChatActiveServer", stranger)).toMatch(/^ObjectNotFound,/);
  });
});

describe("services, mirrors and proofs", () => {
  const pchat05 = { ComputerName: "pchat05.contoso.local", Name: "RTCCHAT" };
  it("stops and starts a service", async () => {
    await lync.run("Stop-CsWindowsService", pchat05);
    expect(lync.world.serviceRunning("pchat05.contoso.local")).toBe(false);
    await lync.run("Start-CsWindowsService", pchat05);
    expect((await lync.run("Get-CsWindowsService", pchat05)).output[0]?.Status).toBe("Running");
  });
  it("says that a computer of a lost site does not answer", async () => {
    lync.site.home = false;
    lync.tickAt(1);
    expect(await lync.errorId("Get-CsWindowsService", { ComputerName: "pchat01.contoso.local" })).toMatch(
      /^ComputerUnreachable,/,
    );
  });
  it("installs the mirror on the partner that the topology names", async () => {
    await lync.run("Install-CsMirrorDatabase", {
      DatabaseType: "PersistentChat",
      SqlServerFqdn: "sqlto01.contoso.local",
      SqlInstanceName: "PCHAT",
      FileShare: "\\\\fsto01\\Mirror",
      Confirm: false,
    });
    expect(lync.mirrored).toEqual(["sqlto01\\PCHAT > sqlto02\\PCHAT"]);
  });
  it("delivers a test message only when the server's own idea of the database is open", async () => {
    const users = { SenderSipAddress: "sip:a@contoso.local", ReceiverSipAddress: "sip:b@contoso.local" };
    expect((await lync.run("Test-CsPersistentChatMessage", users)).output[0]?.Result).toBe("Success");
    lync.open.clear();
    expect((await lync.run("Test-CsPersistentChatMessage", users)).output[0]?.Result).toBe("Failure");
  });
});

describe("faults", () => {
  it("ends the shell after the effect", async () => {
    lync.faults.add("cmdlet-took-effect-then-died:Set-CsPersistentChatState");
    expect(await lync.world.invoke("Set-CsPersistentChatState", { PoolState: "FailedOver" })).toEqual({
      kind: "died",
      exitCode: 0,
    });
    expect(lync.world.state.settings.poolState).toBe("FailedOver");
  });
  it("refuses everything but the local replica when the management store is dead, and leaves the master blank", async () => {
    lync.faults.add("management-store-dead");
    expect(await lync.errorId("Get-CsPersistentChatState")).toMatch(/^ManagementStoreUnavailable,/);
    expect((await lync.run("Get-CsPersistentChatState", { LocalStore: true })).ok).toBe(true);
    const status = await lync.run("Get-CsManagementStoreReplicationStatus", { CentralManagementStoreStatus: true });
    expect(status.output[0]?.ActiveMasterFqdn).toBeNull();
  });
  it("keeps replicas stale, fails a cmdlet, misses the module", async () => {
    lync.faults.add("replicas-stale").add("cmdlet-error:Get-CsPool");
    await lync.run("Set-CsPersistentChatState", { PoolState: "FailedOver" });
    lync.tickAt(60);
    expect(lync.world.seenBy("pchat05.contoso.local").poolState).toBe("Normal");
    expect((await lync.run("Get-CsPool")).ok).toBe(false);
    lync.faults.add("module-missing");
    expect(await lync.errorId("Get-CsPersistentChatState")).toMatch(/^ModuleImport,Modules_ModuleNotFound,/);
  });
});

it("goes on as it was after a trip through the disk", async () => {
  await lync.run("Set-CsPersistentChatState", { PoolState: "FailedOver" });
  lync.world = LyncWorld.from(JSON.parse(JSON.stringify(lync.world)), lync.options);
  lync.tickAt(1);
  lync.tickAt(60);
  expect(lync.world.seenBy("pchat08.contoso.local").poolState).toBe("FailedOver");
});
