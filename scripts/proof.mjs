// npm run proof: the long matrices that npm test leaves out, one after the other. Arguments go on to vitest (-t "users-first").
import { generateClient } from "./build.mjs";
import { endOnSignals, leave, run } from "./children.mjs";
import { continueUnderProjectNode, installIfNeeded } from "./install.mjs";
import { tools } from "./places.mjs";

async function main() {
  await installIfNeeded();
  if (await continueUnderProjectNode()) return;
  await generateClient();
  const env = { ...process.env, PROOF: "1" };
  const args = ["run", "--no-file-parallelism", ...process.argv.slice(2)];
  await leave(await run(process.execPath, [tools.vitest, ...args], { env }));
}

endOnSignals();
main().catch((e) => {
  console.error(`proof failed: ${e.message}`);
  return leave(1);
});
