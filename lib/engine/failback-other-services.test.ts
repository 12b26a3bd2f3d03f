import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { type FailbackWorld, homeServers, otherServers } from "./testing/failback-world.ts";

const benches: FailbackBench[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await Promise.all(benches.splice(0).map((b) => b.stopAll()));
  vi.useRealTimers();
});

const [first, second] = otherServers;
const keys = [first, second].flatMap((server) => [`${server}|RTCCHAT`, `${server}|RTCCPS`]);
const states = (world: FailbackWorld) => keys.map((key) => world.services.get(key));
/** The other site while healthy: the first server idle but running, the second one switched off. */
const firstRan = (world: FailbackWorld) => {
  for (const key of keys) world.services.set(key, key.startsWith(`${first}|`) ? "Running" : "Stopped");
};

async function ended(story: NonNullable<Parameters<typeof failbackBench>[0]>) {
  const bench = await failbackBench(story);
  benches.push(bench);
  bench.start();
  return { bench, events: await bench.ends() };
}

test("ends with the other site's services as they were: what ran idle runs, what was off stays off", async () => {
  const { bench, events } = await ended({ healthy: firstRan });
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(states(bench.servers)).toEqual(["Running", "Running", "Stopped", "Stopped"]);
  const commands = bench.plan.steps.find((s) => s.id === "start-other-services")?.commands ?? [];
  expect(commands.map(({ command }) => command.text)).toEqual(["Start-CsWindowsService", "Start-CsWindowsService"]);
  const started = events.findIndex((e) => e.kind === "step-entered" && e.stepId === "start-other-services");
  const back = events.findIndex((e) => e.kind === "step-finished" && e.stepId === "return-pool-state");
  expect(started > back).toBe(true);
});

test("without a capture of it nothing is made up: nothing is started, and the plan says so", async () => {
  const { bench } = await ended({
    healthy: firstRan,
    capture: (whole) => {
      const data = { poolState: "Normal", chatService: { activeServers: [...homeServers] } };
      return { ...whole, halves: { ...whole.halves, lync: { at: whole.takenAt, data } } };
    },
  });
  expect(states(bench.servers)).toEqual(["Stopped", "Stopped", "Stopped", "Stopped"]);
  const findings = (await bench.store.plan("plan-1"))?.view.findings;
  expect(findings?.find((f) => f.checkId === "other-services")?.verdict).toBe("warn");
});

test("a service that does not start again is named at the end beside its price", async () => {
  const { events } = await ended({
    healthy: firstRan,
    person: failbackPerson({ "act-failed": "skip", "check-failed": "go-on" }),
    returned: (world) =>
      void Object.assign(world, {
        fate: (command: { readonly text: string; readonly parameters: Readonly<Record<string, unknown>> }) =>
          command.text === "Start-CsWindowsService" && command.parameters.ComputerName === first
            ? "refused"
            : "arrives",
      }),
  });
  const gap = events.findLast((e) => e.kind === "check-recorded" && e.finding.checkId === "as-before");
  expect(gap).toMatchObject({ finding: { verdict: "fail" } });
  expect(JSON.stringify(gap)).toContain(`${first}: RTCCHAT is Stopped, it was Running`);
});
