import { describe, expect, test } from "vitest";
import { VirtualClock } from "./clock.ts";
import { decode, encode } from "./codec.ts";
import { Disk } from "./disk.ts";
import { MemoryStore } from "./memory-store.ts";
import { World } from "./world.ts";
import { mgcOf, run, startWorld } from "./world-fixture.ts";

// References: sql-server.md C1 (views), C3 (commands, modes, quorum), E3 (errors); persistent-chat.md E27, C.5.
const address = "TCP://sqlmi03.contoso.local:5022";
const session =
  "SELECT mirroring_role_desc, mirroring_state_desc, mirroring_witness_name, mirroring_witness_state_desc FROM sys.database_mirroring WHERE database_id = DB_ID('mgc')";
const watched =
  "SELECT database_name, principal_server_name, mirror_server_name, safety_level_desc, partner_sync_state_desc FROM sys.database_mirroring_witnesses ORDER BY database_name";

async function settled() {
  const lab = startWorld();
  await lab.seconds(10);
  const witness = lab.world.instance("sqlmi03");
  if (!witness) throw new TypeError("sqlmi03");
  const stop = (name: string) => lab.world.faults.add(`instance-stopped:${name}`);
  const start = (name: string) => lab.world.faults.delete(`instance-stopped:${name}`);
  return { ...lab, witness, stop, start };
}

describe("the witness is an instance", () => {
  test("a small one, with an endpoint of its own kind, no chat database, and what it watches over", async () => {
    const { witness, homeA, homeB } = await settled();
    expect((await run(witness, "SELECT SERVERPROPERTY('EngineEdition'), DB_ID('mgc')")).rows).toEqual([[4, null]]);
    expect((await run(witness, "SELECT role_desc FROM sys.database_mirroring_endpoints")).rows).toEqual([["WITNESS"]]);
    const pair = [homeA.name, homeB.name, "FULL", "SYNCHRONIZED"];
    expect((await run(witness, watched)).rows).toEqual([
      ["mgc", ...pair],
      ["mgccomp", ...pair],
    ]);
    expect((await run(homeA, watched)).rows).toEqual([]);
  });

  test("follows a change of roles, and forgets a session that has ended", async () => {
    const lab = await settled();
    await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER FAILOVER");
    await lab.seconds(5);
    expect((await run(lab.witness, watched)).rows[0]).toEqual([
      ...["mgc", lab.homeB.name, lab.homeA.name, "FULL", "SYNCHRONIZED"],
    ]);
    await run(lab.homeB, "ALTER DATABASE mgc SET PARTNER OFF");
    await lab.seconds(1);
    expect((await run(lab.witness, watched)).rows.map((row) => row[0])).toEqual(["mgccomp"]);
  });
});

describe("high safety with a witness", () => {
  test("the mirror takes over by itself when the principal is lost", async () => {
    const lab = await settled();
    lab.stop(lab.homeA.name);
    await lab.seconds(3);
    expect((await run(lab.homeB, session)).rows).toEqual([["PRINCIPAL", "DISCONNECTED", address, "CONNECTED"]]);
    expect(lab.world.truth().writable).toEqual([lab.homeB.name]);
  });

  test("nobody takes over when the witness was lost first: manual failover only", async () => {
    const lab = await settled();
    lab.stop(lab.witness.name);
    await lab.seconds(3);
    expect((await run(lab.homeA, session)).rows).toEqual([["PRINCIPAL", "SYNCHRONIZED", address, "DISCONNECTED"]]);
    expect(lab.world.truth().writable).toEqual([lab.homeA.name]);
    lab.stop(lab.homeA.name);
    await lab.seconds(3);
    expect(mgcOf(lab.homeB).mirroring?.role).toBe("MIRROR");
    expect(lab.world.truth().writable).toEqual([]);
  });

  test.each([["FULL"], ["OFF"]])(
    "a principal that loses mirror and witness goes down (955) with safety %s, and is back with one of them",
    async (safety) => {
      const lab = await settled();
      await run(lab.homeA, `ALTER DATABASE mgc SET PARTNER SAFETY ${safety}`);
      lab.stop(lab.homeB.name);
      await lab.seconds(3);
      expect(lab.world.truth().writable).toEqual([lab.homeA.name]);
      lab.stop(lab.witness.name);
      await lab.seconds(3);
      expect((await run(lab.homeA, "SELECT COUNT(*) FROM mgc.dbo.tblChat")).errors).toEqual([955]);
      expect(lab.world.truth().writable).toEqual([]);
      lab.start(lab.witness.name);
      await lab.seconds(3);
      expect((await run(lab.homeA, "SELECT COUNT(*) FROM mgc.dbo.tblChat")).errors).toEqual([]);
    },
  );

  test("without a witness a principal that loses its mirror goes on, exposed", async () => {
    const lab = await settled();
    await run(lab.homeA, "ALTER DATABASE mgc SET WITNESS OFF");
    lab.stop(lab.homeB.name);
    lab.stop(lab.witness.name);
    await lab.seconds(3);
    expect(lab.world.truth().writable).toEqual([lab.homeA.name]);
  });
});

describe("SET WITNESS", () => {
  test("on the principal while all three see each other, and the witness then watches", async () => {
    const lab = await settled();
    await run(lab.homeA, "ALTER DATABASE mgc SET WITNESS OFF");
    await lab.seconds(1);
    expect((await run(lab.homeA, session)).rows).toEqual([["PRINCIPAL", "SYNCHRONIZED", "", "UNKNOWN"]]);
    expect((await run(lab.witness, watched)).rows.map((row) => row[0])).toEqual(["mgccomp"]);
    expect((await run(lab.homeB, `ALTER DATABASE mgc SET WITNESS = '${address}'`)).errors).toEqual([1470]);
    expect((await run(lab.homeA, "ALTER DATABASE mgc SET WITNESS = 'TCP://nowhere:5022'")).errors).toEqual([1456]);
    lab.stop(lab.witness.name);
    expect((await run(lab.homeA, `ALTER DATABASE mgc SET WITNESS = '${address}'`)).errors).toEqual([1456]);
    lab.start(lab.witness.name);
    expect((await run(lab.homeA, `ALTER DATABASE mgc SET WITNESS = '${address}'`)).errors).toEqual([]);
    await lab.seconds(1);
    expect((await run(lab.homeB, session)).rows).toEqual([["MIRROR", "SYNCHRONIZED", address, "CONNECTED"]]);
  });

  test("takes the address that a console binds and the server quotes", async () => {
    const lab = await settled();
    await run(lab.homeA, "ALTER DATABASE mgc SET WITNESS OFF");
    const text = `DECLARE @witness nvarchar(128) = N'${address}'; DECLARE @s nvarchar(max) = N'ALTER DATABASE [mgc] SET WITNESS = ' + QUOTENAME(@witness, ''''); EXEC (@s)`;
    expect((await run(lab.homeA, text)).errors).toEqual([]);
    expect((await run(lab.homeA, session)).rows[0]?.[3]).toBe("CONNECTED");
  });

  test.each([
    ["is there", true],
    ["does not run", false],
  ])("Install-CsMirrorDatabase sets the published witness when it %s", async (_, isUp) => {
    const lab = await settled();
    await run(lab.homeA, "ALTER DATABASE mgc SET PARTNER OFF");
    if (!isUp) lab.stop(lab.witness.name);
    await lab.world.lync.invoke("Install-CsMirrorDatabase", {
      DatabaseType: "PersistentChat",
      SqlServerFqdn: "sqlmi01.contoso.local",
      SqlInstanceName: "PCHAT",
      FileShare: "\\\\fsto01\\Mirror",
      DropExistingDatabasesOnMirror: true,
      Confirm: false,
    });
    await lab.seconds(10);
    expect((await run(lab.homeA, session)).rows[0]).toEqual(
      isUp ? ["PRINCIPAL", "SYNCHRONIZED", address, "CONNECTED"] : ["PRINCIPAL", "SYNCHRONIZED", "", "UNKNOWN"],
    );
  });
});

test("a world that an older lab saved gets the witness as an instance, connected", async () => {
  const clock = new VirtualClock();
  const disk = new Disk(new MemoryStore(clock));
  const world = World.open("", { clock, disk });
  for (let second = 0; second < 10; second += 1) await world.tick(clock.advance(1000));
  world.save();
  const saved = JSON.parse(disk.loadWorld() ?? "");
  saved.instances = saved.instances.filter(({ name }: { readonly name: string }) => !name.startsWith("sqlmi03"));
  disk.saveWorld(encode(decode(JSON.stringify(saved))));
  const again = World.open("", { clock, disk });
  for (let second = 0; second < 5; second += 1) await again.tick(clock.advance(1000));
  const homeA = again.instance("sqlmi01");
  if (!homeA) throw new TypeError("sqlmi01");
  expect((await run(homeA, session)).rows[0]?.[3]).toBe("CONNECTED");
});
