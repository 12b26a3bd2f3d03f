import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readLabFile } from "./lab-file.ts";
import { startLab } from "./start-lab.ts";

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/faults`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

const dir = resolve(process.env.LAB_DIR ?? ".data/lab");
const portBase = Number(process.env.LAB_PORT_BASE ?? 21433);
const shellHost = join(dirname(fileURLToPath(import.meta.url)), "powershell", "host");

const before = readLabFile(dir);
if (before && (await answers(before.controlUrl))) {
  console.error(`lab already runs: ${before.controlUrl} (process ${before.pid})`);
  process.exit(1);
}

const lab = await startLab({ dir, portBase, shellHost });
let leaving = false;
const leave = (): void => {
  if (leaving) return;
  leaving = true;
  lab.close().then(
    () => process.exit(0),
    (error) => {
      console.error("lab could not close:", error);
      process.exit(1);
    },
  );
};
process.on("SIGTERM", leave);
process.on("SIGINT", leave);
// Only for whoever started us with a channel (a test bench): when it is gone, so are we.
process.on("disconnect", leave);
console.log(`lab ready ${lab.controlUrl}`);
