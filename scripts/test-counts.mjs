// Counts, and what failed by name, out of the JSON reports of vitest and Playwright.

/** A file that could not be loaded is one failure: it has no tests that could have failed. */
export function countVitest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** Errors outside tests (a file that does not load, a failed set-up) count as failures; so does a flaky test. */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), skipped };
}

const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const firstLine = (text) =>
  String(text ?? "nothing was said")
    .replace(escapes, "")
    .split("\n")[0];

/** Every failure of vitest in a line: file, test, and the first line of what it said. */
export function failedInVitest(report) {
  return report.testResults
    .filter((file) => file.status === "failed")
    .flatMap((file) => {
      const failed = file.assertionResults.filter((test) => test.status === "failed");
      if (failed.length === 0) return [`${file.name}: ${firstLine(file.message)}`];
      return failed.map((test) => `${file.name} › ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
    });
}

/** Every failure of Playwright in a line, as above; one that only failed at first is named as well. */
export function failedInPlaywright(report) {
  const ofSuite = (suite) => [
    ...(suite.suites ?? []).flatMap(ofSuite),
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status === "unexpected" || status === "flaky")
        .map(({ results }) => {
          const said = results.map((result) => result.error?.message).find(Boolean);
          return `${spec.file} › ${spec.title}: ${firstLine(said)}`;
        }),
    ),
  ];
  const outside = (report.errors ?? []).map((error) => `outside tests: ${firstLine(error.message)}`);
  return [...(report.suites ?? []).flatMap(ofSuite), ...outside];
}
