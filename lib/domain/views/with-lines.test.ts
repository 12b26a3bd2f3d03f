import { expect, test } from "vitest";
import type { RunView } from "./run-view.ts";
import { withLines } from "./with-lines.ts";

const run = (from: number, to: number) =>
  ({ output: Array.from({ length: to - from }, (_, i) => ({ nth: from + i })) }) as unknown as RunView;
const numbers = (view: RunView) => view.output.map((line) => line.nth);

test("goes on where the page's lines ended, without loss and without doubles", () => {
  expect(numbers(withLines(run(0, 3), run(3, 5)))).toEqual([0, 1, 2, 3, 4]);
  expect(numbers(withLines(run(0, 3), run(2, 5)))).toEqual([0, 1, 2, 3, 4]);
  expect(numbers(withLines(run(0, 3), run(0, 0)))).toEqual([0, 1, 2]);
});

test("keeps the newest 2,000 lines", () => {
  const lines = numbers(withLines(run(0, 2_000), run(2_000, 2_010)));
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([2_000, 10, 2_009]);
});

test("begins anew where lines between are missing", () => {
  expect(numbers(withLines(run(0, 3), run(5, 7)))).toEqual([5, 6]);
});
