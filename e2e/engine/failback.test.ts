import { expect, test } from "vitest";
import { openBench } from "./bench.ts";
import { expectHome, failbackToTheEnd, failedOver, lastIds, otherA, planUntilStartable } from "./failback-story.ts";

// Both ways once, each with a lab of its own, side by side: most of it is waiting for replicas and mirrors. The documented order
// and what else may come back is in proof/failback.proof.ts.
test.concurrent.each(["full-restore", "log-swap"] as const)(
  "chat is home again with nothing lost and everything as before, by %s",
  {
    timeout: 300_000,
  },
  async (way) => {
    const bench = await openBench();
    try {
      await failedOver(bench);
      const plan = await planUntilStartable(bench, { procedure: "failback", order: "state-first", way });
      const had = await lastIds(bench, otherA);
      expect(Object.keys(had).length).toBeGreaterThan(0);
      const runId = await bench.console.start(plan);
      const ended = await failbackToTheEnd(bench, runId);
      await expectHome(bench, { runId, planId: plan.id, ended, had });
    } finally {
      await bench.close();
    }
  },
);
