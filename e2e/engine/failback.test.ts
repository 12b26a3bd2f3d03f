import { afterEach, beforeEach, expect, test } from "vitest";
import { type Bench, openBench } from "./bench.ts";
import { expectHome, failbackToTheEnd, failedOver, lastIds, otherA, planUntilStartable } from "./failback-story.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
}, 60_000);
afterEach(() => bench.close(), 20_000);

// Both ways once; the documented order and what else may come back is in proof/failback.proof.ts.
test.each(["full-restore", "log-swap"] as const)(
  "chat is home again with nothing lost and everything as before, by %s",
  {
    timeout: 300_000,
  },
  async (way) => {
    await failedOver(bench);
    const plan = await planUntilStartable(bench, { procedure: "failback", order: "state-first", way });
    const had = await lastIds(bench, otherA);
    expect(Object.keys(had).length).toBeGreaterThan(0);
    const runId = await bench.console.start(plan);
    const ended = await failbackToTheEnd(bench, runId);
    await expectHome(bench, { runId, planId: plan.id, ended, had });
  },
);
