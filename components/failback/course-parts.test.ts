import { expect, test } from "vitest";
import type { PlanStepView } from "#lib/domain/views/plan-view.ts";
import { courseParts } from "./course-parts.ts";

function step(id: string, seconds: readonly [number, number | null], way: PlanStepView["way"] = "can-be-undone") {
  const [fewest, most] = seconds;
  const estimate = { fewest, most, basis: { kind: "not-measured", bytes: null } } as const;
  return { id, number: "", way, targets: [], commands: [], estimate, prices: null } as unknown as PlanStepView;
}

const steps = [
  step("prepare-home", [10, 20]),
  step("stop-other-chat", [30, 30]),
  step("restore-home", [60, 120], "cannot-be-undone"),
  step("return-pool-state", [120, null]),
  step("return-active-servers", [0, null]),
  step("reseed-other", [200, 400], "cannot-be-undone"),
];

test("draws what was measured to scale by its middle", () => {
  const { parts } = courseParts(steps);
  expect(parts.filter((p) => p.isMeasured).map((p) => p.weight)).toEqual([15, 30, 90, 300]);
});

test("gives a step that nobody measured the mean of the others, never less than its lower bound, and says so", () => {
  const { parts } = courseParts(steps);
  expect(parts.filter((p) => !p.isMeasured).map((p) => [p.id, p.weight])).toEqual([
    ["return-pool-state", 120],
    ["return-active-servers", 108.75],
  ]);
});

test("marks both points of no return and brackets the time in which nobody chats, in either order", () => {
  const { parts, offline } = courseParts(steps);
  expect(parts.filter((p) => p.isPointOfNoReturn).map((p) => p.id)).toEqual(["restore-home", "reseed-other"]);
  expect(offline).toEqual({ from: 1, to: 4 });
  const turned = [...steps.slice(0, 3), ...steps.slice(3, 5).reverse(), ...steps.slice(5)];
  expect(courseParts(turned).offline).toEqual({ from: 1, to: 4 });
});

test("draws all steps alike when none was measured", () => {
  const { parts } = courseParts(
    steps.map((each) => ({ ...each, estimate: { ...each.estimate, fewest: 0, most: null } })),
  );
  expect(new Set(parts.map((p) => p.weight)).size).toBe(1);
});
