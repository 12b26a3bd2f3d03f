import { expect, test } from "vitest";
import { countPlaywright, countVitest, failedInPlaywright, failedInVitest } from "./test-counts.mjs";

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

test("names what failed in vitest with the first line of what it said, files that could not be loaded too", () => {
  const failed = {
    status: "failed",
    fullName: "a run ends",
    failureMessages: ["\u001b[31mError: never\u001b[39m\n at x"],
  };
  const testResults = [
    { name: "a.test.ts", status: "failed", message: "no such module\nat y", assertionResults: [] },
    { name: "b.test.ts", status: "failed", assertionResults: [failed, { status: "passed", fullName: "other" }] },
    { name: "c.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "third" }] },
  ];
  expect(failedInVitest({ testResults })).toEqual([
    "a.test.ts: no such module",
    "b.test.ts › a run ends: Error: never",
  ]);
});

test("names what failed in Playwright, in nested suites, flaky and outside tests", () => {
  const spec = (title: string, status: string) => ({
    file: "run.spec.ts",
    title,
    tests: [{ status, results: [{ error: { message: "Error: no button\nat z" } }, {}] }],
  });
  const suites = [
    { specs: [spec("good", "expected")], suites: [{ specs: [spec("bad", "unexpected"), spec("odd", "flaky")] }] },
  ];
  expect(failedInPlaywright({ suites, errors: [{ message: "no browser" }] })).toEqual([
    "run.spec.ts › bad: Error: no button",
    "run.spec.ts › odd: Error: no button",
    "outside tests: no browser",
  ]);
});
