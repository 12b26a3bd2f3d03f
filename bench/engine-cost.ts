// What the engine itself costs per log backup, from 10 to 10,000 of them: processor time of a whole failover over servers and an audit
// database in memory, less what a failover without any costs, per log backup copied and applied. It must not grow with their number.
import { setImmediate as turn } from "node:timers/promises";
import { type Bench, careful, failoverBench } from "#lib/engine/testing/engine-bench.ts";
import { logBackup } from "#lib/engine/testing/fake-pool.ts";
import { atMost, say } from "./figure.ts";

const counts = [10, 100, 1_000, 10_000];
const far = 1_000_000_000;

/** Processor milliseconds of one failover with so many log backups on the share, none in the copy folder. */
async function processorMs(logBackups: number): Promise<number> {
  const bench: Bench = await failoverBench(careful, (servers) => {
    servers.share.clear();
    servers.copyFolder.clear();
    for (let n = 8; n < 8 + logBackups; n += 1) servers.share.set(`mgc_${n}.trn`, logBackup(n));
  });
  const from = process.cpuUsage();
  // The lease is raised by real intervals here, the run's clock is not real.
  bench.start("console:1", { timings: { sendWithinMs: far } });
  while ((await bench.store.run(bench.runId))?.finishedAt == null) await turn();
  const { user, system } = process.cpuUsage(from);
  if (bench.servers.applied.length !== logBackups) throw new Error(`${bench.servers.applied.length} were applied`);
  await bench.stopAll();
  return (user + system) / 1_000;
}

await processorMs(500); // compiles
const idle = 50;
let none = 0;
for (let time = 0; time < idle; time += 1) none += (await processorMs(0)) / idle;
const each = new Map<number, number>();
for (const n of counts) {
  // Few log backups are measured as often as needed for the clock's own grain not to matter.
  const times = Math.max(1, Math.floor(1_000 / n));
  let ms = 0;
  for (let time = 0; time < times; time += 1) ms += (await processorMs(n)) - none;
  const ofOne = (ms * 1_000) / (n * times);
  each.set(n, ofOne);
  say({ name: `engine, ${n} log backups`, value: ofOne, unit: "µs each", goal: "no goal", ok: true });
}
const [few, many] = [each.get(100) ?? 0, each.get(10_000) ?? Number.POSITIVE_INFINITY];
const isFlat = atMost("engine, cost of one of 10,000 log backups over one of 100", many / few, 1.5, "times");
process.exit(isFlat ? 0 : 1);
