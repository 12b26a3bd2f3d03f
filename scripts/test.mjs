// npm test: installs, checks, known faults in packages, unit and contract tests, build, browser journeys. The last line counts all of them.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildIfChanged, generateClient } from "./build.mjs";
import { runChecks } from "./check.mjs";
import { endOnSignals, leave, run } from "./children.mjs";
import { findChromium } from "./chromium.mjs";
import { continueUnderProjectNode, installIfNeeded } from "./install.mjs";
import { runAudit } from "./known-faults.mjs";
import { root, tools } from "./places.mjs";
import { countPlaywright, countVitest, failedInPlaywright, failedInVitest } from "./test-counts.mjs";

const reports = join(root, ".data/reports");
const failure = { passed: 0, failed: 1, skipped: 0 };

const failures = [];

/** Counts from a report, and one more failure when the program failed although its report shows none. Keeps the failures by name. */
function countReport(file, code, { count, nameFailures }) {
  if (!existsSync(file)) {
    failures.push(`no report was written: ${file}`);
    return failure;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  failures.push(...nameFailures(report));
  const counts = count(report);
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function unit() {
  const file = join(reports, "vitest.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return countReport(file, await run(process.execPath, [tools.vitest, ...args]), {
    count: countVitest,
    nameFailures: failedInVitest,
  });
}

async function build() {
  return (await buildIfChanged()) ? { passed: 1, failed: 0, skipped: 0 } : failure;
}

async function journeys() {
  const folder = join(root, "e2e");
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith(".spec.ts"))) {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const chromium = await findChromium();
  if (chromium === null) {
    console.error("no Chromium: set CHROMIUM to its path");
    return failure;
  }
  const file = join(reports, "playwright.json");
  const env = { ...process.env, CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const code = await run(process.execPath, [tools.playwright, "test", "--reporter=list,json"], { env });
  return countReport(file, code, { count: countPlaywright, nameFailures: failedInPlaywright });
}

async function main() {
  await installIfNeeded();
  if (await continueUnderProjectNode()) return;
  await generateClient();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of [runChecks, runAudit, unit, build, journeys]) {
    const counts = await suite();
    for (const key of Object.keys(total)) total[key] += counts[key];
    failures.push(...(counts.failures ?? []));
  }
  for (const line of failures) console.log(`FAILED: ${line}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  await leave(total.failed === 0 ? 0 : 1);
}

endOnSignals();
main().catch((e) => {
  console.error(`test failed: ${e.message}`);
  console.log("0 passed, 1 failed, 0 skipped");
  return leave(1);
});
