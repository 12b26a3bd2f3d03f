// npm run proof: the long matrices that npm test leaves out, one after the other, then the looks at every page, which leave pictures in .data/pictures.
// Arguments go on to vitest (-t "users-first"); `npm run proof -- looks` runs the looks alone, `looks pictures` one of them.
import { buildIfChanged, generateClient } from "./build.mjs";
import { endOnSignals, leave, run } from "./children.mjs";
import { findChromium } from "./chromium.mjs";
import { continueUnderProjectNode, installIfNeeded } from "./install.mjs";
import { tools } from "./places.mjs";

async function main() {
  await installIfNeeded();
  if (await continueUnderProjectNode()) return;
  await generateClient();
  const env = { ...process.env, PROOF: "1" };
  const [first, ...others] = process.argv.slice(2);
  if (first === "looks") return leave(await looks(env, others));
  const args = ["run", "--no-file-parallelism", ...process.argv.slice(2)];
  const code = await run(process.execPath, [tools.vitest, ...args], { env });
  // Asked for something in particular, nothing else is run.
  await leave(code === 0 && first === undefined ? await looks(env, []) : code);
}

async function looks(env, which) {
  const chromium = await findChromium();
  if (chromium === null) {
    console.error("no Chromium: set CHROMIUM to its path");
    return 1;
  }
  if (!(await buildIfChanged())) return 1;
  const args = ["test", "--workers=1", ...which];
  return run(process.execPath, [tools.playwright, ...args], { env: { ...env, CHROMIUM: chromium } });
}

endOnSignals();
main().catch((e) => {
  console.error(`proof failed: ${e.message}`);
  return leave(1);
});
