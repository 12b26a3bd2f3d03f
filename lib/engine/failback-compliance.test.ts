import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answer } from "./testing/engine-bench.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { otherServers } from "./testing/failback-world.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const stops = (service: string) =>
  bench.servers.sent.flatMap((c, i) =>
    c.text === "Stop-CsWindowsService" &&
    c.parameters.Name === service &&
    otherServers.some((s) => s === c.parameters.ComputerName)
      ? [i]
      : [],
  );

test("stops chat first and the compliance services only when the adapter has written every event out", async () => {
  bench = await failbackBench({ returned: (world) => void Object.assign(world, { backlog: 30 }) });
  const left: number[] = [];
  bench.store.onAppend((e) => {
    if (e.kind === "act-intended" && /^stop-service:.*RTCCPS$/.test(e.actId) && e.actId.includes("pchat05"))
      left.push(bench.servers.backlog);
  });
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(left).toEqual([0]);
  expect(Math.max(...stops("RTCCHAT"))).toBeLessThan(Math.min(...stops("RTCCPS")));
  const asked = events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.facts.check] : []));
  expect(asked).not.toContain("compliance-drained");
});

test("a backlog that does not shrink is signed by a person with a reason, and stays named as open", async () => {
  bench = await failbackBench({
    returned: (world) => void Object.assign(world, { backlog: 12, adapterStuck: true }),
    person: failbackPerson({ "check-failed": null }),
  });
  bench.start();
  const decision = await bench.asked("check-failed");
  expect(decision.facts).toMatchObject({ check: "compliance-drained", waiting: "12" });
  expect(decision.choices.find((c) => c.id === "go-on")?.needs).toContain("reason");
  expect(stops("RTCCPS")).toEqual([]);
  await answer(bench, decision, "go-on");
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  const last = events.flatMap((e) => (e.kind === "check-recorded" ? [e.finding] : []));
  expect(last.findLast((f) => f.checkId === "compliance-drained")).toMatchObject({ verdict: "fail" });
});

test("looks again when a person says so, after the adapter was helped", async () => {
  bench = await failbackBench({
    returned: (world) => void Object.assign(world, { backlog: 12, adapterStuck: true }),
    person: failbackPerson({ "check-failed": null }),
  });
  bench.start();
  const decision = await bench.asked("check-failed");
  bench.servers.adapterStuck = false;
  await answer(bench, decision, "retry");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(bench.servers.backlog).toBe(0);
});
