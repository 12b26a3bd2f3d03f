import { expect, test } from "vitest";
import { startLabBench } from "#lib/watch/testing/lab-bench.ts";

const kinds = (bench: ReturnType<typeof startLabBench>) =>
  bench.store.recorded
    .filter(({ kind }) => kind.startsWith("alert-"))
    .map(({ kind, data }) => `${kind} ${data.check ?? ""}`.trim())
    .reverse();

test("an alert is raised by a fault, is in the overview, clears itself when the fault is over, and all of it is recorded", async () => {
  const bench = startLabBench();
  await bench.seconds(30);
  bench.sweep.start();
  await bench.seconds(180);
  expect(kinds(bench)).toEqual([]);
  bench.lab.world.faults.add("mirroring-split");
  await bench.seconds(16);
  expect(kinds(bench)).toEqual(["alert-raised mirror-in-step"]);
  expect(bench.sweep.current()?.alerts).toMatchObject([
    { check: "mirror-in-step", state: "bad", isAcknowledged: false },
  ]);
  bench.lab.world.faults.clear();
  await bench.seconds(60);
  expect(kinds(bench)).toEqual(["alert-raised mirror-in-step", "alert-cleared"]);
  expect(bench.sweep.current()?.alerts).toEqual([]);
  await bench.sweep.stop();
}, 60_000);

test("one silent instance is one alert, and none is raised while a run is under way", async () => {
  const bench = startLabBench();
  await bench.seconds(30);
  bench.sweep.start();
  await bench.seconds(20);
  bench.store.run = { id: "r", label: "R-0001", status: "running" } as never;
  bench.lab.world.faults.add("instance-stopped:sqlto02\\PCHAT");
  await bench.seconds(90);
  expect(kinds(bench)).toEqual([]);
  bench.store.run = null;
  await bench.seconds(15);
  expect(kinds(bench)).toEqual(["alert-raised instance-answers"]);
  await bench.sweep.stop();
}, 60_000);
