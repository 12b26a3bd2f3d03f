// What the lab costs while nobody asks it anything: node --import tsx bench/lab-real-time.ts [minutes]
// Processor time of this process, which is the lab; how busy the machine is otherwise does not matter.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startLab } from "#lab/start-lab.ts";

const goalPercent = 5;
/** Starting is not part of it. */
const warmUpMs = 20_000;
const minutes = Number(process.argv[2] ?? 15);
if (!(minutes > 0)) {
  console.error(
    "usage: node --import tsx bench/lab-real-time.ts [minutes], a number above 0; 60 is the hour that is promised",
  );
  process.exit(2);
}

const dir = mkdtempSync(join(tmpdir(), "lab-bench-"));
const lab = await startLab({ dir, portBase: 27_000, shellHost: "host" });
await wait(warmUpMs);
const from = { cpu: process.cpuUsage(), at: performance.now() };
await wait(minutes * 60_000);
const { user, system } = process.cpuUsage(from.cpu);
const percent = (user + system) / 10 / (performance.now() - from.at);
await lab.close();
rmSync(dir, { recursive: true, force: true });

const value = Math.round(percent * 100) / 100;
const ok = value < goalPercent;
console.log(
  JSON.stringify({ name: `lab, ${minutes} min in real time`, value, unit: "% of one core", goal: goalPercent, ok }),
);
process.exit(ok ? 0 : 1);
