import { expect, test } from "vitest";
import { countPlaywright, countVitest } from "./test-counts.mjs";

test("counts a file that could not be loaded as one failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{ status: "failed" }] },
    { status: "passed", assertionResults: [{ status: "passed" }] },
  ];
  const report = { numPassedTests: 1, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0, testResults };
  expect(countVitest(report)).toEqual({ passed: 1, failed: 2, skipped: 2 });
});

test("counts a flaky journey and an error outside tests as failures", () => {
  const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 }, errors: [{}] };
  expect(countPlaywright(report)).toEqual({ passed: 3, failed: 3, skipped: 1 });
});
