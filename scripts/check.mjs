// npm run check: format and lint, types, texts.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient } from "./build.mjs";
import { endOnSignals, leave, run } from "./children.mjs";
import { continueUnderProjectNode, installIfNeeded } from "./install.mjs";
import { tools } from "./places.mjs";

async function texts() {
  // Needs the dependencies, which may have been installed a moment ago.
  const { messageProblems } = await import("./texts/problems.mjs");
  const problems = messageProblems();
  for (const problem of problems) console.error(problem);
  return problems.length === 0;
}

const checks = [
  { name: "format and lint", isGood: async () => (await run(process.execPath, [tools.biome, "check", "."])) === 0 },
  { name: "types", isGood: async () => (await run(process.execPath, [tools.tsc, "--noEmit", "-p", "."])) === 0 },
  { name: "texts", isGood: texts },
];

/** Runs all checks and gives how many were good and how many not, these by name. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const { name, isGood } of checks) {
    const good = await isGood();
    console.log(`check: ${name}: ${good ? "good" : "FAILED"}`);
    counts[good ? "passed" : "failed"] += 1;
    if (!good) counts.failures.push(`check: ${name}`);
  }
  return counts;
}

async function main() {
  await installIfNeeded();
  if (await continueUnderProjectNode()) return;
  await generateClient();
  const { failed } = await runChecks();
  await leave(failed === 0 ? 0 : 1);
}

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url)) {
  endOnSignals();
  main().catch((e) => {
    console.error(`check failed: ${e.message}`);
    return leave(1);
  });
}
