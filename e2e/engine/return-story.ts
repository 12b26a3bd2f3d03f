import { expect } from "vitest";
import type { Hold } from "#lab/wire-log.ts";
import type { Bench } from "./bench.ts";
import { until } from "./processes.ts";
import { ruleSevenProblems } from "./rule-seven.ts";

type Run = { readonly runId: string; readonly planId: string };

/** Power is back while this request of a failover is at its server: the run asks before the step that comes next. */
export async function returnsDuring(bench: Bench, hold: Hold, nextStep: string): Promise<Run> {
  const { lab, console } = bench;
  await lab.site("home", false);
  const plan = await console.plan("failover", "users-first");
  await lab.hold(hold);
  const runId = await console.start(plan);
  await console.attest(runId);
  await lab.untilHeld();
  await lab.site("home", true);
  await until("home's principal", async () => (await lab.truth()).writable.includes("sqlmi01\\PCHAT") || null, 60_000);
  await lab.release();
  expect((await console.untilDecision(runId, "home-returned")).stepId).toBe(nextStep);
  return { runId, planId: plan.id };
}

/** Nothing was sent that the plan does not hold, and nothing was left out of the journal. */
export async function expectPlanned({ lab, console }: Bench, { runId, planId }: Run): Promise<void> {
  const [wire, events, pinned] = [await lab.wire(), await console.events(runId), await console.pinned(planId)];
  expect(ruleSevenProblems({ runId, wire, events, pinned })).toEqual([]);
}
