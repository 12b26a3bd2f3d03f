import { expect, test } from "vitest";
import { sparkPath } from "./spark-path.ts";

test("the line breaks where nothing was known, and a value alone is a dot", () => {
  expect(sparkPath([null, 1, 2, null, 3, null, null, 4, 5], (value) => 10 - value)).toBe(
    "M1.5 9L2.5 8M4.5 7h0M7.5 6L8.5 5",
  );
  expect(sparkPath([null, null], (value) => value)).toBe("");
});
