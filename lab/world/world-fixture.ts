import type { ServerEvent } from "#lab/sql-server/contract.ts";
import { execute } from "#lab/sql-server/sql/execute.ts";
import { VirtualClock } from "./clock.ts";
import { Disk } from "./disk.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { MemoryStore } from "./memory-store.ts";
import type { DatabaseState } from "./state.ts";
import { World } from "./world.ts";

/** Both sites on a clock of their own, with files in memory. */
export function startWorld() {
  const clock = new VirtualClock();
  const world = World.open("", { clock, disk: new Disk(new MemoryStore(clock)) });
  const at = (name: string): InstanceWorld => {
    const found = world.instance(name);
    if (!found) throw new TypeError(name);
    return found;
  };
  return {
    clock,
    world,
    homeA: at("sqlmi01"),
    homeB: at("sqlmi02"),
    otherA: at("sqlto01"),
    otherB: at("sqlto02"),
    seconds: async (count: number): Promise<void> => {
      for (let second = 0; second < count; second += 1) await world.tick(clock.advance(1000));
    },
  };
}

export function mgcOf(instance: InstanceWorld): DatabaseState {
  const db = instance.database("mgc");
  if (!db) throw new TypeError(`${instance.name} has no mgc`);
  return db;
}

/** One batch on a connection of its own. */
export async function run(instance: InstanceWorld, sql: string, database = "master") {
  const open = instance.openSession({ login: "console", hostName: "CONSOLE", programName: "test", database });
  const events: ServerEvent[] = [];
  for await (const event of execute(instance.catalog, open.session, sql, [])) events.push(event);
  open.end();
  return {
    errors: events.flatMap((event) => (event.kind === "error" ? [event.error.number] : [])),
    texts: events.flatMap((event) => (event.kind === "error" ? [event.error.message] : [])),
    infos: events.flatMap((event) => (event.kind === "info" ? [event.number] : [])),
    rows: events.flatMap((event) => (event.kind === "row" ? [event.values] : [])),
    columns: events.flatMap((event) => (event.kind === "columns" ? [event.columns.map((column) => column.name)] : [])),
  };
}

/** Home is lost; the other site's copy takes what has arrived and is recovered; the pool is switched to it. */
export async function failOverByHand(lab: ReturnType<typeof startWorld>): Promise<void> {
  const { world, otherA } = lab;
  world.siteUp.home = false;
  await lab.seconds(20);
  for (const word of ["Copy", "Restore"])
    await run(otherA, `EXEC msdb.dbo.sp_update_job @job_name = N'LS${word}_sqlmi01_mgc', @enabled = 0`);
  await lab.seconds(5);
  await run(otherA, "RESTORE DATABASE mgc WITH RECOVERY");
  const { lync } = world;
  await lync.invoke("Set-CsPersistentChatState", { PoolState: "FailedOver" });
  await lync.invoke("Set-CsPersistentChatActiveServer", {
    ActiveServers: { Replace: [5, 6, 7, 8].map((n) => `pchat0${n}.contoso.local`) },
  });
  await lab.seconds(30);
}
