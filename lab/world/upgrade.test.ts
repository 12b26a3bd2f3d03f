import { expect, test } from "vitest";
import { VirtualClock } from "./clock.ts";
import { decode, encode } from "./codec.ts";
import { Disk } from "./disk.ts";
import { MemoryStore } from "./memory-store.ts";
import { World } from "./world.ts";
import { run } from "./world-fixture.ts";

test("a world that an older lab saved goes on, with logins, users, owner and endpoint", async () => {
  const clock = new VirtualClock();
  const disk = new Disk(new MemoryStore(clock));
  const world = World.open("", { clock, disk });
  for (let second = 0; second < 10; second += 1) await world.tick(clock.advance(1000));
  world.save();
  const newer = new Set(["logins", "hasEndpoint", "ownerSid", "trustworthy", "dbChaining", "brokerEnabled", "users"]);
  const old = JSON.stringify(JSON.parse(disk.loadWorld() ?? ""), (key, value: unknown) =>
    newer.has(key) ? undefined : value,
  );
  expect(old).not.toContain("ownerSid");
  disk.saveWorld(encode(decode(old)));
  const again = World.open("", { clock, disk });
  const taken = again.messages.length;
  for (let second = 0; second < 10; second += 1) await again.tick(clock.advance(1000));
  expect(again.messages.length).toBeGreaterThan(taken);
  const homeA = again.instance("sqlmi01");
  if (!homeA) throw new TypeError("sqlmi01");
  const asked =
    "SELECT (SELECT COUNT(*) FROM sys.server_principals), (SELECT SUSER_SNAME(owner_sid) FROM sys.databases WHERE name = 'mgc'), (SELECT COUNT(*) FROM mgc.sys.database_principals WHERE type = 'U'), (SELECT COUNT(*) FROM sys.database_mirroring_endpoints)";
  expect((await run(homeA, asked)).rows).toEqual([[5, "sa", 1, 1]]);
});
