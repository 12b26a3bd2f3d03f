import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import { median } from "./figure.ts";

/** Asked before anything counts: what is compiled while it runs is no property of the question. */
const warmUps = 100;
const rounds = 7;

/** 95 of 100 take no longer: of the clock, and of this process's own work, which other programs on the machine change less. Of each round. */
export type Taken = { readonly wallMs: readonly number[]; readonly workMs: readonly number[] };

/** Each work once in turn, so that all meet the same machine; in rounds, because a machine is not the same all the time. */
export async function p95(works: readonly (() => Promise<unknown>)[], timesARound = 100): Promise<readonly Taken[]> {
  const taken = works.map((): { wallMs: number[]; workMs: number[] } => ({ wallMs: [], workMs: [] }));
  for (let n = 0; n < warmUps; n += 1) for (const work of works) await work();
  for (let round = 0; round < rounds; round += 1) {
    const all = works.map((): { wall: number[]; own: number[] } => ({ wall: [], own: [] }));
    for (let n = 0; n < timesARound; n += 1) {
      for (const [i, work] of works.entries()) {
        await turn(); // What the one before it left to the loop is not this one's work.
        const [from, cpu] = [performance.now(), process.cpuUsage()];
        await work();
        const { user, system } = process.cpuUsage(cpu);
        all[i]?.wall.push(performance.now() - from);
        all[i]?.own.push((user + system) / 1_000);
      }
    }
    for (const [i, { wall, own }] of all.entries()) {
      taken[i]?.wallMs.push(at95(wall));
      taken[i]?.workMs.push(at95(own));
    }
  }
  return taken;
}

/** How much more work one is than another: the middle round. */
export const over = (one: Taken, other: Taken): number =>
  median(one.workMs.map((ms, round) => ms / (other.workMs[round] ?? Number.NaN)));

const at95 = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? Number.NaN;
