import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { answer, type Bench, failoverBench } from "./testing/engine-bench.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** The plan says something else than what the step is about to send, as after a change of the program between plan and run. */
function forged(plan: PinnedPlan): PinnedPlan {
  return {
    ...plan,
    steps: plan.steps.map((step) => ({
      ...step,
      commands: step.commands.map((planned) =>
        planned.command.kind === "powershell" && planned.command.text === "Set-CsPersistentChatState"
          ? {
              ...planned,
              command: { ...planned.command, parameters: { ...planned.command.parameters, PoolState: "Normal" } },
            }
          : planned,
      ),
    })),
  };
}

test("sends nothing that the plan does not have, names step, act and command, and refuses again when told to try again", async () => {
  bench = await failoverBench();
  const { store } = bench;
  const stored = async (id: string) => {
    const row = await store.plan(id);
    return row && { ...row, pinned: JSON.stringify(forged(JSON.parse(row.pinned))) };
  };
  bench.start("console:1", { store: { ...store, plan: stored } });
  const asked = await bench.asked("act-failed");
  expect(asked.facts.error).toContain("not in the plan: step set-pool-state, act set-pool-state, on management shell:");
  expect(asked.facts.error).toContain("FailedOver");
  await answer(bench, asked, "retry");
  await bench.asked("act-failed", 2);
  const events = await bench.events();
  expect(events.some((e) => e.kind === "act-intended" && e.actId === "set-pool-state")).toBe(false);
  expect(events.find((e) => e.kind === "act-failed")).toMatchObject({ error: { effect: "none", code: "refused" } });
  expect(bench.servers.sent.map((c) => c.text)).not.toContain("Set-CsPersistentChatState");
});
