// Known faults in the packages that the console runs with. Part of npm test; alone: node scripts/known-faults.mjs
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runQuietly } from "./children.mjs";
import { npmCli } from "./places.mjs";

/** What npm audit's answer says: faults that count, or why nothing is known. A registry that does not offer it has checked nothing. */
export function readAudit(text) {
  let answer;
  try {
    answer = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  } catch {
    return { kind: "unknown", why: "npm gave no answer that can be read" };
  }
  if (typeof answer.vulnerabilities !== "object" || answer.vulnerabilities === null)
    return { kind: "unknown", why: answer.message ?? answer.error?.summary ?? "the registry does not say" };
  const all = Object.values(answer.vulnerabilities);
  const grave = all.filter(({ severity }) => severity === "high" || severity === "critical");
  return {
    kind: "known",
    grave: grave.map(({ name, severity }) => `${name} (${severity})`),
    others: all.length - grave.length,
  };
}

/** One check of `npm test`: grave faults fail it; without an answer it is skipped, and says so. */
export async function runAudit() {
  const { said } = await runQuietly(process.execPath, [npmCli(), "audit", "--omit=dev", "--json", "--loglevel=error"]);
  const audit = readAudit(said);
  if (audit.kind === "unknown") {
    console.log(`check: known faults in packages: NOT CHECKED: ${audit.why}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const isGood = audit.grave.length === 0;
  const words = isGood ? `none that is grave, ${audit.others} others` : audit.grave.join(", ");
  console.log(`check: known faults in packages: ${isGood ? "good" : "FAILED"}: ${words}`);
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

if (resolve(process.argv[1] ?? "") === fileURLToPath(import.meta.url))
  process.exitCode = (await runAudit()).failed === 0 ? 0 : 1;
