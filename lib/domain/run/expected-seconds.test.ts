import { expect, test } from "vitest";
import type { PlanStepView } from "#lib/domain/views/plan-view.ts";
import type { StepView } from "#lib/domain/views/run-view.ts";
import { expectedSeconds } from "./expected-seconds.ts";

const now = "2026-11-21T03:00:30.000Z";
const planned = (most: Readonly<Record<string, number | null>>) =>
  Object.entries(most).map(([id, m]) => ({ id, estimate: { fewest: 0, most: m } }) as unknown as PlanStepView);
const step = (id: string, status: StepView["status"], startedAt: string | null = null) =>
  ({ id, status, startedAt }) as unknown as StepView;

test("sums what is left, the longest lane of each stage, less what the step under way has taken", () => {
  const steps = [
    step("one", "done"),
    step("copy", "running", "2026-11-21T03:00:00.000Z"),
    step("apply", "running", "2026-11-21T03:00:00.000Z"),
    step("last", "todo"),
  ];
  const stages = [["one"], ["copy", "apply"], ["last"]];
  expect(expectedSeconds(stages, steps, { planned: planned({ one: 500, copy: 100, apply: 60, last: 20 }), now })).toBe(
    90,
  );
});

test("never counts below zero when a step takes longer than was estimated", () => {
  const steps = [step("one", "running", "2026-11-21T02:00:00.000Z")];
  expect(expectedSeconds([["one"]], steps, { planned: planned({ one: 60 }), now })).toBe(0);
});

test("expects nothing where a step that is left was never measured, and does not care about one that is over", () => {
  const stages = [["one"], ["two"]];
  const plan = planned({ one: null, two: 30 });
  expect(expectedSeconds(stages, [step("one", "todo"), step("two", "todo")], { planned: plan, now })).toBeNull();
  expect(expectedSeconds(stages, [step("one", "done"), step("two", "todo")], { planned: plan, now })).toBe(30);
});
