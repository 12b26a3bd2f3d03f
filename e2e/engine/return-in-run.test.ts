import { afterEach, beforeEach, expect, test } from "vitest";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { type Bench, openBench } from "./bench.ts";
import { until } from "./processes.ts";
import { expectPlanned, returnsDuring } from "./return-story.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
}, 60_000);
afterEach(() => bench.close(), 20_000);

const overview = () => bench.console.call<OverviewView>("getOverview", {});

test("home returns before 4: ended and planned anew, home is fenced by the tail of its log and nothing is lost", {
  timeout: 300_000,
}, async () => {
  const { lab, console } = bench;
  await bench.sampled();
  await lab.site("home", false);
  const first = await console.start(await console.plan("failover", "users-first"));
  await console.untilDecision(first, "point-of-no-return");
  await lab.site("home", true);
  const isBack = async () => (await lab.truth()).writable.includes("sqlmi01\\PCHAT") || null;
  await until("home's principal", isBack, 60_000);
  await console.decide(first, "abort");
  expect((await console.untilEnded(first)).status).toBe("aborted");
  expect((await lab.truth()).writable).toEqual(["sqlmi01\\PCHAT"]);

  const plan = await console.plan("failover", "users-first");
  expect(plan.blocking).toEqual([]);
  expect((await console.pinned(plan.id)).fence?.instance).toBe("sqlmi01\\PCHAT");
  const second = await console.start(plan);
  await console.attest(second);
  const ended = await console.untilEnded(second);
  expect(ended).toMatchObject({ status: "succeeded", loss: { fewest: "0", most: "0" } });
  expect(await lab.truth()).toMatchObject({ writable: ["sqlto01\\PCHAT"], lost: 0 });
});

const returnsBetween4And5 = async () => {
  await bench.sampled();
  const recovering = { target: "sqlto01\\PCHAT", pattern: "WITH RECOVERY", when: "before" } as const;
  return returnsDuring(bench, recovering, "set-pool-state");
};

test("home returns between 4 and 5 and is fenced: the run goes on, and one copy takes writes", {
  timeout: 240_000,
}, async () => {
  const { lab, console } = bench;
  const run = await returnsBetween4And5();
  await console.decide(run.runId, "fence-home-now");
  expect((await console.untilEnded(run.runId)).status).toBe("succeeded");
  expect((await lab.truth()).writable).toEqual(["sqlto01\\PCHAT"]);
  await expectPlanned(bench, run);
});

test("home returns between 4 and 5 and chat stays there: the other copy takes no writes, the state never left Normal", {
  timeout: 240_000,
}, async () => {
  const { lab, console } = bench;
  const run = await returnsBetween4And5();
  await console.decide(run.runId, "stay-home");
  expect((await console.untilEnded(run.runId)).status).toBe("aborted");
  const truth = await lab.truth();
  expect(truth.writable).toEqual(["sqlmi01\\PCHAT"]);
  expect(truth.instances["sqlto01\\PCHAT"]).toMatchObject({ mgcState: "ONLINE", readOnly: true });
  const calm = async () => {
    const { homeReturn, poolState } = await overview();
    return homeReturn === null && poolState.value === "Normal" ? true : null;
  };
  expect(await until("the alarm to end", calm, 30_000)).toBe(true);
  await expectPlanned(bench, run);
});
