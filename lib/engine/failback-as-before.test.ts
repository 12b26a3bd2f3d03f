import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Capture } from "#lib/domain/store-port.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { home } from "./testing/fake-pool.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** The capture with other rows in a section of home A's half. */
const captured = (section: string, row: Readonly<Record<string, unknown>>) => (capture: Capture) => {
  const half = capture.halves[`instance:${home[0]}`];
  if (!half) throw new Error("home A was not captured");
  const { sections, ...rest } = half.data as { readonly sections: Readonly<Record<string, unknown>> };
  const data = { ...rest, sections: { ...sections, [section]: [row] } };
  return { ...capture, halves: { ...capture.halves, [`instance:${home[0]}`]: { at: half.at, data } } };
};

const principal = { mirroring_role_desc: "PRINCIPAL" } as const;

test.each([
  ["safety off", captured("mirroring", { ...principal, mirroring_safety_level_desc: "OFF" }), "SET PARTNER SAFETY OFF"],
] as const)("names %s that home had and has no more, with what gives it back", async (_, capture, remedy) => {
  bench = await failbackBench({ capture, person: failbackPerson({ "check-failed": null }) });
  bench.start();
  const decision = await bench.asked("check-failed");
  expect(decision.facts).toMatchObject({ check: "as-before", verdict: "fail" });
  expect(decision.facts.differ).toContain(remedy);
  expect(decision.choices.map((c) => c.id)).toContain("go-on");
});
