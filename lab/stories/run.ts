// node --import tsx lab/stories/run.ts [count] [first seed] : many stories on all cores; a single story by its seed: run.ts 1 <seed>
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { emptyTally } from "./catalog.ts";
import { add, missing, type Sum, tellMany } from "./tell-many.ts";

const own = fileURLToPath(import.meta.url);
const [count = 1000, first = 0] = process.argv.slice(2).map(Number);

async function child(): Promise<void> {
  const seeds = (process.env.STORY_SEEDS ?? "").split(",").map(Number);
  process.send?.(await tellMany(seeds));
  process.disconnect();
}

function started(seeds: readonly number[]): Promise<Sum> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, STORY_SEEDS: seeds.join(",") };
    const one = fork(own, [], { env, execArgv: ["--import", "tsx"] });
    one.once("message", (sum) => resolve(sum as Sum));
    one.once("exit", (code) => (code === 0 ? undefined : reject(new Error(`a teller ended with code ${code}`))));
  });
}

async function all(): Promise<number> {
  const startedMs = Date.now();
  const lanes = Math.min(availableParallelism(), count);
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  const sums = await Promise.all(
    Array.from({ length: lanes }, (_, lane) => started(seeds.filter((_seed, index) => index % lanes === lane))),
  );
  const tally = emptyTally();
  for (const sum of sums) add(tally, sum.tally);
  for (const [name, reached] of Object.entries(tally)) console.log(`${String(reached).padStart(7)}  ${name}`);
  const failures = sums.flatMap((sum) => sum.failures);
  for (const text of failures) console.log(text);
  const never = count >= 50 ? missing(tally) : [];
  for (const name of never) console.log(`never reached: ${name}`);
  const files = Math.min(...sums.map((sum) => sum.fewestFiles));
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  console.log(
    `${count - failures.length} stories told, ${failures.length} broken, ${never.length} never reached, at least ${files} log backups each, ${seconds} s`,
  );
  return failures.length + never.length === 0 ? 0 : 1;
}

if (process.env.STORY_SEEDS === undefined) process.exitCode = await all();
else await child();
