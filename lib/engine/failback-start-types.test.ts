import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildReProtectPlan } from "#lib/domain/plan/re-protect-plan.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { type FailbackWorld, homeServers, otherMirror } from "./testing/failback-world.ts";
import { home, target as other } from "./testing/fake-pool.ts";

const benches: FailbackBench[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await Promise.all(benches.splice(0).map((b) => b.stopAll()));
  vi.useRealTimers();
});

const [server] = homeServers;
const keys = [`${server}|RTCCHAT`, `${server}|RTCCPS`] as const;
const types = (world: FailbackWorld) => keys.map((key) => world.startTypes.get(key) ?? "Automatic");
async function bench(story: NonNullable<Parameters<typeof failbackBench>[0]> = {}) {
  const made = await failbackBench(story);
  benches.push(made);
  return made;
}

test("a home server that boots meanwhile does not bring chat back, and each service starts again as it did before", async () => {
  const b = await bench({ returned: (world) => void world.startTypes.set(keys[1], "Manual") });
  const seen: (readonly string[])[] = [];
  b.store.onAppend((e) => {
    if (e.kind === "act-intended" && e.actId === "restore-home") seen.push(types(b.servers));
  });
  b.start();
  expect((await b.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(seen).toEqual([["Disabled", "Disabled"]]);
  expect(types(b.servers)).toEqual(["Automatic", "Manual"]);
});

/** A failback that was ended after home was prepared, with nothing undone. */
async function endedEarly(): Promise<{ readonly world: FailbackWorld; readonly events: readonly RunEvent[] }> {
  const b = await bench({ person: failbackPerson({ "restore-over-home": "abort", "undo-fence": "leave-fenced" }) });
  b.start();
  const events = await b.ends();
  expect(types(b.servers)).toEqual(["Disabled", "Disabled"]);
  return { world: b.servers, events };
}

test.each([
  ["takes the value of before from the journal of the run that disabled it", true, "Automatic"],
  ["leaves a service alone that somebody else disabled", false, undefined],
] as const)("%s", async (_, knowsTheRun, startType) => {
  const { events } = await endedEarly();
  const b = await bench({
    returned: (world) => {
      for (const key of keys) world.startTypes.set(key, "Disabled");
    },
    earlierRuns: knowsTheRun ? [events] : [],
  });
  expect(b.plan.failback?.homeServices.map((s) => s.startType)).toEqual([startType, startType]);
});

test("gives the start-up types back on the way out of an aborted failback when a person says so", async () => {
  const b = await bench({ person: failbackPerson({ "restore-over-home": "abort", "undo-fence": "undo-fence" }) });
  b.start();
  await b.ends();
  expect(types(b.servers)).toEqual(["Automatic", "Automatic"]);
});

test("home's servers start again where a failback was ended between the pool's return and theirs", async () => {
  const { events } = await endedEarly();
  const b = await bench({
    build: buildReProtectPlan,
    earlierRuns: [events],
    returned: (world) => {
      for (const key of keys) world.startTypes.set(key, "Disabled");
      Object.assign(world, { poolState: "Normal", active: [] });
      for (const name of [other, otherMirror])
        Object.assign(world.at.get(name)?.mgc ?? {}, { readOnly: name === other, role: null, partner: null });
      world.at.get(home[0])?.mgc?.messages.push("n1", "n2");
    },
  });
  b.start();
  expect((await b.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(types(b.servers)).toEqual(["Automatic", "Automatic"]);
});
