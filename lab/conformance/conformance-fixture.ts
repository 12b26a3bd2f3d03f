import { InstanceDoors } from "#lab/instance-doors.ts";
import { VirtualClock } from "#lab/world/clock.ts";
import { Disk } from "#lab/world/disk.ts";
import { MemoryStore } from "#lab/world/memory-store.ts";
import { places } from "#lab/world/places.ts";
import { World } from "#lab/world/world.ts";
import { type Address, withMssql } from "./with-mssql.ts";

export const login = { user: "console", password: "c0nform" } as const;

/** Both sites on a virtual clock, and the door of one instance. */
export async function openStand() {
  const clock = new VirtualClock();
  const world = World.open("", { clock, disk: new Disk(new MemoryStore(clock)) });
  for (let second = 0; second < 20; second += 1) await world.tick(clock.advance(1000));
  const doors = await InstanceDoors.open({ world, login, ports: {}, used: new Set() });
  const address = (host: string, encrypt: boolean): Address => {
    const place = places.find((one) => one.host === host);
    return { host: "127.0.0.1", port: doors.ports[place?.name ?? ""] ?? 0, ...login, encrypt };
  };
  return { world, clock, doors, address, mssql: (host: string, encrypt: boolean) => withMssql(address(host, encrypt)) };
}
