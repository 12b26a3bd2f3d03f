import { afterEach, beforeEach, expect, test } from "vitest";
import type { Order } from "#lib/domain/steps/step.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { type Bench, openBench } from "./bench.ts";
import { until } from "./processes.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
}, 60_000);
afterEach(() => bench.close(), 20_000);

const [homeA, homeB, otherA, otherB] = ["sqlmi01\\PCHAT", "sqlmi02\\PCHAT", "sqlto01\\PCHAT", "sqlto02\\PCHAT"];

/** Home is lost, chat goes on in the other site, home comes back as in life. */
async function failedOver() {
  const { lab, console } = bench;
  await bench.sampled();
  await lab.site("home", false);
  const plan = await console.plan("failover", "users-first");
  const runId = await console.start(plan);
  await console.attest(runId);
  expect((await console.untilEnded(runId)).status).toBe("succeeded");
  await lab.site("home", true);
}

async function planFailback(order: Order, way: "full-restore" | "log-swap"): Promise<PlanView> {
  const { call } = bench.console;
  return until(
    "a failback that may start",
    async () => {
      const { planId } = await call<{ planId: string }>("planRun", { procedure: "failback", order, way });
      const plan = await until(
        "a plan",
        async () => {
          const job = await call<{ status: string; message?: string } | null>("getPlanJob", { planId });
          if (job?.status === "failed") throw new Error(job.message);
          return call<PlanView | null>("getPlan", { planId });
        },
        30_000,
      );
      return plan.blocking.length === 0 ? plan : null;
    },
    60_000,
  );
}

const answers: Readonly<Record<string, string>> = {
  "stranded-messages": "waive",
  "restore-over-home": "confirm-restore",
  "reseed-other": "confirm-reseed",
  "ship-from-mirror": "do-now",
};

/** Answers what a failback asks; anything else ends the story with what was asked. */
async function toTheEnd(runId: string) {
  const { console } = bench;
  for (;;) {
    const now = await until(
      "a question or the end",
      async () => {
        const run = await console.run(runId);
        return run.decision || run.finishedAt ? run : null;
      },
      120_000,
    ).catch(async (e: unknown) => {
      const last = (await console.events(runId)).slice(-6).map((event) => JSON.stringify(event));
      throw new Error(`${String(e)}\n${last.join("\n")}`);
    });
    if (!now.decision) return now;
    const choice = answers[now.decision.kind];
    if (choice === undefined)
      throw new Error(`asked ${now.decision.kind} at ${now.decision.stepId}: ${JSON.stringify(now.decision.facts)}`);
    await console.decide(runId, choice, { typedName: now.decision.facts.site ?? "" });
  }
}

test.each([
  ["full-restore", "state-first"],
  ["log-swap", "state-first"],
] as const)(
  "chat is home again with nothing lost and everything as before, by %s, %s",
  { timeout: 400_000 },
  async (way, order) => {
    await failedOver();
    const plan = await planFailback(order, way);
    const before = await bench.lab.truth();
    const runId = await bench.console.start(plan);
    const ended = await toTheEnd(runId);
    expect(ended.status).toBe("succeeded");
    const after = await bench.lab.truth();
    expect(after.writable).toEqual([homeA]);
    const count = (truth: typeof before, name: string) => truth.instances[name]?.content?.messageCount ?? -1;
    expect(count(after, homeA ?? "")).toBeGreaterThanOrEqual(count(before, otherA ?? ""));
    expect([homeB, otherB].length).toBe(2);
  },
);
