import { expect, test } from "vitest";
import { VirtualClock } from "./clock.ts";
import { Disk } from "./disk.ts";
import { MemoryStore } from "./memory-store.ts";
import { World } from "./world.ts";

async function runFor(world: World, clock: VirtualClock, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) await world.tick(clock.advance(1000));
}

function memoryWorld() {
  const clock = new VirtualClock();
  const disk = new Disk(new MemoryStore(clock));
  return { clock, disk, world: World.open("", { clock, disk }) };
}

test("log shipping keeps restoring for ten minutes", async () => {
  const { world, clock } = memoryWorld();
  await runFor(world, clock, 600);
  const secondary = world.instance("sqlto01");
  const monitor = secondary?.msdb("log_shipping_monitor_secondary")[0];
  expect(monitor?.last_restored_date_utc).toBeInstanceOf(Date);
  const ageMs = clock.now().getTime() - Number(monitor?.last_restored_date_utc);
  expect(ageMs).toBeLessThan(40_000);
  expect(secondary?.database("mgc")?.state).toBe("RESTORING");
  expect(secondary?.msdb("restorehistory").length).toBeGreaterThan(45);
  const truth = world.truth();
  expect(truth.accepted).toBeGreaterThan(1200);
  expect(truth.lost).toBe(0);
  expect(truth.accepted - (secondary?.database("mgc")?.content.messages.length ?? 0)).toBeLessThan(120);
}, 60_000);

test("the mirror's backup job succeeds and ships nothing", async () => {
  const { world, clock } = memoryWorld();
  await runFor(world, clock, 30);
  const mirror = world.instance("sqlmi02");
  expect(
    mirror
      ?.msdb("sysjobhistory")
      .filter((row) => row.step_id === 0)
      .map((row) => row.run_status),
  ).toContain(1);
  expect(mirror?.msdb("backupset")).toEqual([]);
});

test("an opened world goes on where it was saved", async () => {
  const { world, clock, disk } = memoryWorld();
  await runFor(world, clock, 30);
  world.save();
  const again = World.open("", { clock, disk });
  expect(again.truth()).toEqual(world.truth());
  await runFor(again, clock, 60);
  expect(again.truth().accepted).toBeGreaterThan(world.truth().accepted);
  expect(again.instance("sqlto01")?.database("mgc")?.redoStart).toBeGreaterThan(
    world.instance("sqlto01")?.database("mgc")?.redoStart ?? 0,
  );
});

test("messages are lost when home is lost and the other site recovers", async () => {
  const { world, clock } = memoryWorld();
  await runFor(world, clock, 65);
  world.siteUp.home = false;
  await runFor(world, clock, 60);
  expect(world.truth().writable).toEqual([]);
  const { restoreStateOnly } = await import("./restore.ts");
  const other = world.instance("sqlto01");
  if (!other) throw new TypeError("no sqlto01");
  restoreStateOnly(other, { database: "mgc", end: { kind: "recovery" }, spid: null });
  expect(world.truth().lost).toBeGreaterThan(0);
  expect(world.truth().lost).toBe(world.truth().accepted - (other.database("mgc")?.content.messages.length ?? 0));
});

test("a mirror set up in the other site becomes SYNCHRONIZED and a lost home principal fails over by itself", async () => {
  const { world, clock } = memoryWorld();
  await runFor(world, clock, 10);
  world.faults.add("instance-stopped:sqlmi01\\PCHAT");
  await runFor(world, clock, 5);
  expect(world.truth().writable).toEqual(["sqlmi02\\PCHAT"]);
  world.faults.clear();
  await runFor(world, clock, 10);
  expect(world.instance("sqlmi01")?.database("mgc")?.mirroring).toMatchObject({
    role: "MIRROR",
    state: "SYNCHRONIZED",
  });
  const { restoreStateOnly } = await import("./restore.ts");
  const other = world.instance("sqlto01");
  if (!other) throw new TypeError("no sqlto01");
  restoreStateOnly(other, { database: "mgc", end: { kind: "recovery" }, spid: null });
  world.installMirror("sqlto01\\PCHAT", "sqlto02\\PCHAT");
  await runFor(world, clock, 10);
  expect(world.instance("sqlto02")?.database("mgc")?.mirroring).toMatchObject({
    role: "MIRROR",
    state: "SYNCHRONIZED",
  });
});
