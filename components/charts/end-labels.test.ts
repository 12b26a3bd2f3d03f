import { expect, test } from "vitest";
import { axisTop, movedApart } from "./end-labels.ts";

test("an axis has four round steps, and the highest value is below its top", () => {
  expect([15, 60, 1_500, 4_385, 0.3, 16, 0].map(axisTop)).toEqual([16, 60, 1_600, 6_000, 0.32, 16, 1.2]);
});

test("labels that would lie on each other are moved apart, in their order, and none falls below the axis", () => {
  expect(movedApart([10, 80, 12], 12, 156)).toEqual([10, 80, 22]);
  expect(movedApart([154, 156, 150], 12, 156)).toEqual([144, 156, 132]);
  expect(movedApart([20, 100], 12, 156)).toEqual([20, 100]);
});
