// npm run proof [words]: every long proof that npm test leaves out, one part after the other; the words choose parts by file or name
// ("npm run proof -- stories", "-- looks pictures"); the looks at pages leave pictures in .data/pictures. Parts that have held on these very sources are not run again: end it at any time, and start it again.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfChanged, generateClient } from "./build.mjs";
import { endOnSignals, isLeaving, leave, runQuietly } from "./children.mjs";
import { findChromium } from "./chromium.mjs";
import { continueUnderProjectNode, installIfNeeded } from "./install.mjs";
import { root, tools } from "./places.mjs";
import { allParts, keep, keptIn, resultOf, whatIsProven } from "./proof/parts.mjs";
import { neverReached, reportOf } from "./proof/report.mjs";

const escaped = (name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");
const seconds = (ms) => `${Math.round(ms / 1_000)} s`;
const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}, ${process.platform}`;

/** The program that runs one part, and its arguments. */
async function programOf(part) {
  if (!part.isLook)
    return {
      args: [tools.vitest, "run", part.file, "-t", `^${escaped(part.name)}$`, "--no-file-parallelism"],
      env: {},
    };
  const chromium = await findChromium();
  if (chromium === null) throw new Error("no Chromium: set CHROMIUM to its path");
  if (!(await buildIfChanged())) throw new Error("the pages could not be built");
  return {
    args: [tools.playwright, "test", "--workers=1", part.file, "-g", `${escaped(part.name)}$`],
    env: { CHROMIUM: chromium },
  };
}

/** Runs one part in a process of its own; says every few seconds how far it is. */
async function runPart(part, say) {
  const folder = mkdtempSync(join(tmpdir(), "proof-"));
  const [tally, progress] = [join(folder, "tally.json"), join(folder, "progress")];
  const began = Date.now();
  const ticking = setInterval(() => say(`${seconds(Date.now() - began)} ${read(progress)}`), 5_000);
  try {
    const { args, env: own } = await programOf(part);
    const env = { ...process.env, ...own, PROOF: "1", PROOF_TALLY: tally, PROOF_PROGRESS: progress };
    const { code, said } = await runQuietly(process.execPath, args, { env });
    return {
      ok: code === 0,
      startedAt: new Date(began).toISOString(),
      durationMs: Date.now() - began,
      counts: read(tally) === "" ? null : JSON.parse(read(tally)),
      said: code === 0 ? "" : said,
    };
  } finally {
    clearInterval(ticking);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  await installIfNeeded();
  if (await continueUnderProjectNode()) return;
  await generateClient();
  const words = process.argv.slice(2);
  const proven = whatIsProven();
  console.log(`what is kept of ${proven.key} goes on …`);
  // Other seeds than the usual ones prove something else: they are kept apart, and no page tells of them.
  const { STORIES, FROM } = process.env;
  const seeds = STORIES || FROM ? `-${STORIES ?? "10000"}-from-${FROM ?? "1000"}` : "";
  const folder = keptIn(proven.key + seeds);
  const all = await allParts(folder);
  const chosen = all.filter((part) => words.every((word) => `${part.file} ${part.name}`.includes(word)));
  const known = () => all.map((part) => ({ ...part, result: resultOf(folder, part) }));
  const write = () => {
    if (seeds === "") writeFileSync(join(root, "docs/proof.md"), reportOf({ proven, machine, parts: known() }));
  };
  let failed = 0;
  for (const [i, part] of chosen.entries()) {
    const where = `[${i + 1}/${chosen.length}] ${part.file}: ${part.name}`;
    if (resultOf(folder, part)?.ok) {
      console.log(`${where}: held already`);
      continue;
    }
    console.log(where);
    const result = await runPart(part, (text) => console.log(`[${i + 1}/${chosen.length}] … ${text}`));
    // Ended by a person: this part has neither held nor failed.
    if (isLeaving()) return;
    keep(folder, part, result);
    write();
    if (!result.ok) failed += 1;
    console.log(`${where}: ${result.ok ? "held" : `DID NOT HOLD\n${result.said}`} (${seconds(result.durationMs)})`);
  }
  write();
  const never = neverReached(known());
  if (never.length > 0) console.log(`expected in the stories, and never reached: ${never.join(", ")}`);
  console.log(
    `${chosen.length - failed} of ${chosen.length} parts held on ${proven.key}; docs/proof.md says how often what was reached`,
  );
  await leave(failed === 0 && never.length === 0 ? 0 : 1);
}

endOnSignals();
main().catch((e) => {
  console.error(`proof failed: ${e.message}`);
  return leave(1);
});
