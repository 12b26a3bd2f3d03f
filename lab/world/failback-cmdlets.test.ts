import { describe, expect, test } from "vitest";
import { mgcOf, run, startWorld } from "./world-fixture.ts";

const home = { SqlServerFqdn: "sqlmi01.contoso.local", SqlInstanceName: "PCHAT", FileShare: "\\\\fsto01\\LogShip" };
type Answer = { readonly ok: boolean; readonly output: readonly Record<string, unknown>[]; readonly error: unknown };

function shell(lab: ReturnType<typeof startWorld>) {
  return async (cmdlet: string, parameters: Record<string, unknown> = {}): Promise<Answer> => {
    const reply = await lab.world.lync.invoke(cmdlet, parameters);
    if (reply.kind !== "answer") throw new TypeError(reply.kind);
    return reply as unknown as Answer;
  };
}

describe("mirrors at home, of both databases", () => {
  test("are taken away, kept from being built over a leftover, and built anew", async () => {
    const lab = startWorld();
    const cs = shell(lab);
    await lab.seconds(10);
    for (const DatabaseType of ["PersistentChat", "PersistentChatCompliance"]) {
      const database = DatabaseType === "PersistentChat" ? "mgc" : "mgccomp";
      const { FileShare, ...at } = home;
      expect((await cs("Uninstall-CsMirrorDatabase", { ...at, DatabaseType })).ok).toBe(true);
      expect(lab.homeA.database(database)?.mirroring).toBeNull();
      expect(lab.homeB.database(database)?.state).toBe("RESTORING");
      const install = { ...at, FileShare, DatabaseType, Confirm: false };
      const refused = await cs("Install-CsMirrorDatabase", install);
      expect(refused.error).toMatchObject({ message: expect.stringContaining(`"${database}" already exists`) });
      expect((await cs("Install-CsMirrorDatabase", { ...install, DropExistingDatabasesOnMirror: true })).ok).toBe(true);
      await lab.seconds(8);
      expect(lab.homeA.database(database)?.mirroring).toMatchObject({ role: "PRINCIPAL", state: "SYNCHRONIZED" });
      const state = await cs("Get-CsDatabaseMirrorState", { PoolFqdn: "pchatpool.contoso.local", DatabaseType });
      expect(state.output).toEqual([
        {
          DatabaseName: database,
          StateOnPrimary: "Principal",
          StateOnMirror: "Mirror",
          MirroringStatusOnPrimary: "synchronized",
          MirroringStatusOnMirror: "synchronized",
        },
      ]);
    }
  });

  test("swap there and back, each database by a call of its own", async () => {
    const lab = startWorld();
    const cs = shell(lab);
    await lab.seconds(10);
    const swap = { PoolFqdn: "pchatpool.contoso.local", DatabaseType: "PersistentChatCompliance", Confirm: false };
    expect((await cs("Invoke-CsDatabaseFailover", { ...swap, NewPrincipal: "Mirror" })).ok).toBe(true);
    expect(lab.homeB.database("mgccomp")?.mirroring?.role).toBe("PRINCIPAL");
    expect(mgcOf(lab.homeA).mirroring?.role).toBe("PRINCIPAL");
    await lab.seconds(5);
    expect((await cs("Invoke-CsDatabaseFailover", { ...swap, NewPrincipal: "Primary" })).ok).toBe(true);
    expect(lab.homeA.database("mgccomp")?.mirroring?.role).toBe("PRINCIPAL");
  });

  test("with the mirror's copy dropped on the way", async () => {
    const lab = startWorld();
    await lab.seconds(10);
    const { FileShare: _, ...at } = home;
    const drop = { ...at, DatabaseType: "PersistentChat", DropExistingDatabasesOnMirror: true };
    expect((await shell(lab)("Uninstall-CsMirrorDatabase", drop)).ok).toBe(true);
    expect((await run(lab.homeB, "SELECT COUNT(*) FROM sys.databases WHERE name = 'mgc'")).rows).toEqual([[0]]);
  });
});

test("a chat service that is disabled stays stopped when its site comes back", async () => {
  const lab = startWorld();
  const cs = shell(lab);
  const [ComputerName, Name] = ["pchat01.contoso.local", "RTCCHAT"];
  const listed = await cs("Get-CsWindowsService", { ComputerName });
  expect(listed.output.find((one) => /Persistent Chat$/.test(String(one.DisplayName)))?.Name).toBe(Name);
  expect((await cs("Set-Service", { ComputerName: [ComputerName], Name, StartupType: "Disabled" })).ok).toBe(true);
  expect((await cs("Stop-CsWindowsService", { ComputerName, Name })).ok).toBe(true);
  expect((await cs("Start-CsWindowsService", { ComputerName, Name })).ok).toBe(false);
  expect((await cs("Get-Service", { ComputerName: [ComputerName], Name })).output).toMatchObject([
    { Status: "Stopped", StartType: "Disabled" },
  ]);
  lab.world.siteUp.home = false;
  await lab.seconds(2);
  expect((await cs("Get-Service", { ComputerName: [ComputerName], Name })).ok).toBe(false);
  lab.world.siteUp.home = true;
  await lab.seconds(2);
  expect(lab.world.lync.serviceRunning(ComputerName)).toBe(false);
  expect(lab.world.lync.serviceRunning("pchat02.contoso.local")).toBe(true);
  expect(lab.world.lync.service(ComputerName, "REPLICA")?.status).toBe("Running");
});

test("the active list is emptied by $null and by nothing in it; there is no cmdlet that reads it alone", async () => {
  const lab = startWorld();
  const cs = shell(lab);
  for (const ActiveServers of [null, []]) {
    expect((await cs("Set-CsPersistentChatActiveServer", { ActiveServers, Confirm: false })).ok).toBe(true);
    expect((await cs("Get-CsService", { PersistentChatServer: true })).output[0]?.ActiveServers).toEqual([]);
    await cs("Set-CsPersistentChatActiveServer", { ActiveServers: { Add: ["pchat05.contoso.local"] } });
  }
  expect((await cs("Get-CsPersistentChatActiveServer")).error).toMatchObject({ errorId: "CommandNotFoundException" });
});
