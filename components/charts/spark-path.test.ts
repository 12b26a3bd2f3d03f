import { expect, test } from "vitest";
import { sparkPath } from "./spark-path.ts";

const at = "2026-11-21T12:00:00Z";
const point = (most: number | null) => ({
  at,
  span: most === null ? null : { least: most, most, sum: most, count: 1 },
});
const box = { width: 40, height: 22, top: 10 };

test("a gap stays a gap, and a reading between two gaps is a dot", () => {
  expect(sparkPath([0, 10, null, 5, null].map(point), box)).toBe("M0.0 21.0L0.0 21.0L10.0 1.0M30.0 11.0L30.0 11.0");
});

test("nothing known draws nothing", () => {
  expect(sparkPath([null, null].map(point), box)).toBe("");
  expect(sparkPath([], box)).toBe("");
});
