// npm run conformance: sends the lab's statement file to a real SQL Server and prints what differs (lab/conformance).
import { join } from "node:path";
import { endOnSignals, leave, run } from "./children.mjs";
import { continueUnderProjectNode, installIfNeeded } from "./install.mjs";
import { root } from "./places.mjs";

async function main() {
  await installIfNeeded();
  if (await continueUnderProjectNode()) return;
  const args = ["--import", "tsx", join(root, "lab/conformance/cli.ts"), ...process.argv.slice(2)];
  await leave(await run(process.execPath, args, { cwd: root }));
}

endOnSignals();
main().catch((e) => {
  console.error(`conformance failed: ${e.message}`);
  return leave(2);
});
