import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { median } from "./figure.ts";

/** Asked before anything counts: what is compiled while it runs is no property of the question. */
const warmUps = 500;
const rounds = 7;

/** 95 of 100 take no longer, of each round. Milliseconds of the clock: a process's own work also counts threads that clean up behind others. */
export type Taken = readonly number[];

/** Each work once in turn, so that all meet the same machine; in rounds, because a machine is not the same all the time. */
export async function p95(works: readonly (() => Promise<unknown>)[], timesARound = 300): Promise<readonly Taken[]> {
  const taken = works.map((): number[] => []);
  for (let n = 0; n < warmUps; n += 1) for (const work of works) await work();
  for (let round = 0; round < rounds; round += 1) {
    const all = works.map((): number[] => []);
    for (let n = 0; n < timesARound; n += 1) {
      for (const [i, work] of works.entries()) {
        await turn(); // What the one before it left to the loop is not this one's.
        const from = performance.now();
        await work();
        all[i]?.push(performance.now() - from);
      }
    }
    for (const [i, ms] of all.entries()) taken[i]?.push(at95(ms));
  }
  return taken;
}

/** How much longer one takes than another: the middle round. */
export const over = (one: Taken, other: Taken): number =>
  median(one.map((ms, round) => ms / (other[round] ?? Number.NaN)));

const at95 = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? Number.NaN;
