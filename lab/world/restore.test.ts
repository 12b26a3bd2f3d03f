import { describe, expect, test } from "vitest";
import type { ServerEvent } from "#lab/sql-server/contract.ts";
import { execute } from "#lab/sql-server/sql/execute.ts";
import { VirtualClock } from "./clock.ts";
import { Disk } from "./disk.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { MemoryStore } from "./memory-store.ts";
import { World } from "./world.ts";

function start() {
  const clock = new VirtualClock();
  const world = World.open("", { clock, disk: new Disk(new MemoryStore(clock)) });
  const at = (name: string): InstanceWorld => {
    const found = world.instance(name);
    if (!found) throw new TypeError(name);
    return found;
  };
  return { clock, world, homeA: at("sqlmi01"), homeB: at("sqlmi02"), otherA: at("sqlto01"), otherB: at("sqlto02") };
}

async function run(instance: InstanceWorld, sql: string) {
  const open = instance.openSession({ login: "console", hostName: "CONSOLE", programName: "test", database: "master" });
  const events: ServerEvent[] = [];
  for await (const event of execute(instance.catalog, open.session, sql, [])) events.push(event);
  open.end();
  return {
    events,
    errors: events.flatMap((event) => (event.kind === "error" ? [event.error.number] : [])),
    infos: events.flatMap((event) => (event.kind === "info" ? [event.number] : [])),
    rows: events.flatMap((event) => (event.kind === "row" ? [event.values] : [])),
    columns: events.flatMap((event) => (event.kind === "columns" ? [event.columns] : [])),
    status: events.flatMap((event) => (event.kind === "return-status" ? [event.value] : [])),
  };
}

const log = (n: number) => `BACKUP LOG mgc TO DISK = N'\\\\fsto01\\LogShip\\mgc\\test${n}.trn' WITH INIT, CHECKSUM`;
const apply = (n: number, end = "NORECOVERY") =>
  `RESTORE LOG mgc FROM DISK = N'\\\\fsto01\\LogShip\\mgc\\test${n}.trn' WITH ${end}, STATS = 50`;

describe("the chain of log backups", () => {
  test("refuses a later log with 4305 and an earlier one with 4326", async () => {
    const { homeA, otherA } = start();
    for (const n of [1, 2, 3]) expect((await run(homeA, log(n))).errors).toEqual([]);
    expect((await run(otherA, apply(2))).errors).toEqual([4305, 3013]);
    const first = await run(otherA, apply(1));
    expect(first.errors).toEqual([]);
    expect(first.infos).toEqual([3211, 3211, 4035, 3014]);
    expect((await run(otherA, apply(2))).errors).toEqual([]);
    expect((await run(otherA, apply(1))).errors).toEqual([4326, 3013]);
  });

  test("refuses logs of the old fork with 4330 after a recovery", async () => {
    const { homeA, otherA, otherB } = start();
    for (const n of [1, 2]) await run(homeA, log(n));
    await run(otherA, apply(1, "RECOVERY"));
    expect(otherA.database("mgc")?.state).toBe("ONLINE");
    expect((await run(otherA, apply(2))).errors).toEqual([3117, 3013]);
    await run(otherA, "BACKUP DATABASE mgc TO DISK = N'\\\\fsto01\\Mirror\\new.bak' WITH INIT");
    await run(otherB, "RESTORE DATABASE mgc FROM DISK = N'\\\\fsto01\\Mirror\\new.bak' WITH NORECOVERY");
    expect((await run(otherB, apply(2))).errors).toEqual([4330, 3013]);
  });

  test("tells a truncated file by 3203 and a flipped bit by 3189", async () => {
    const { homeA, otherA, world } = start();
    await run(homeA, log(1));
    const at = { host: "sqlto01", path: "\\\\fsto01\\LogShip\\mgc\\test1.trn" };
    const bytes = world.disk.read(at);
    world.disk.write(at, bytes.slice(0, bytes.length - 20));
    expect((await run(otherA, apply(1))).errors).toEqual([3203, 3013]);
    const flipped = Uint8Array.from(bytes);
    flipped[bytes.length - 70] = (flipped[bytes.length - 70] ?? 0) ^ 1;
    world.disk.write(at, flipped);
    expect((await run(otherA, apply(1))).errors).toEqual([3189, 3013]);
    world.disk.remove(at);
    expect((await run(otherA, apply(1))).errors).toEqual([3201, 3013]);
  });

  test("gives RESTORE HEADERONLY of version 12.0.6024 with 56 columns", async () => {
    const { homeA } = start();
    await run(homeA, log(1));
    const header = await run(homeA, "RESTORE HEADERONLY FROM DISK = N'\\\\fsto01\\LogShip\\mgc\\test1.trn'");
    expect(header.columns[0]?.length).toBe(56);
    expect(header.rows.length).toBe(1);
  });
});

test("RESTORE over a mirrored database is refused with 3104, over a used one with 3101", async () => {
  const { homeA, otherA, world, clock } = start();
  const from = "FROM DISK = N'D:\\SQLBackup\\mgc_full.bak' WITH REPLACE, NORECOVERY";
  expect((await run(homeA, `RESTORE DATABASE mgc ${from}`)).errors).toEqual([3104, 3013]);
  await run(homeA, log(1));
  await run(otherA, apply(1, "RECOVERY"));
  const user = otherA.openSession({ login: "x", hostName: "x", programName: "x", database: "mgc" });
  expect((await run(otherA, `RESTORE DATABASE mgc ${from}`)).errors).toEqual([3101, 3013]);
  user.end();
  await world.tick(clock.advance(1000));
});

test("mirroring: 1422 until synchronised, then roles swap and messages are on both sides", async () => {
  const { homeA, homeB, world, clock } = start();
  expect((await run(homeA, "ALTER DATABASE mgc SET PARTNER FAILOVER")).errors).toEqual([1422]);
  for (let i = 0; i < 5; i += 1) await world.tick(clock.advance(1000));
  expect(homeA.database("mgc")?.content).toEqual(homeB.database("mgc")?.content);
  expect((await run(homeB, "USE mgc")).errors).toEqual([954]);
  expect((await run(homeA, "ALTER DATABASE mgc SET PARTNER FAILOVER")).errors).toEqual([]);
  expect(homeB.database("mgc")?.mirroring).toMatchObject({ role: "PRINCIPAL", roleSequence: 2 });
  expect((await run(homeA, "USE mgc")).errors).toEqual([954]);
});

test("an application lock is one session's until that session ends", async () => {
  const { otherA } = start();
  const lock =
    "DECLARE @r int; EXEC @r = sp_getapplock @Resource = N'persistent-chat:x', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0; SELECT @r AS r";
  const holder = otherA.openSession({ login: "console", hostName: "h", programName: "p", database: "master" });
  const rows: unknown[] = [];
  for await (const event of execute(otherA.catalog, holder.session, lock, []))
    if (event.kind === "row") rows.push(event.values[0]);
  expect(rows).toEqual([0]);
  expect((await run(otherA, lock)).rows).toEqual([[-1]]);
  expect(
    (await run(otherA, "SELECT COUNT(*) FROM sys.dm_tran_locks WHERE resource_type = N'APPLICATION'")).rows,
  ).toEqual([[1]]);
  holder.end();
  expect((await run(otherA, lock)).rows).toEqual([[0]]);
});
