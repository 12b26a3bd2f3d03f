import type { Told } from "./tell.ts";
import { tellDrill, tellMirrorFailover } from "./tell-at-home.ts";
import { tellFailback } from "./tell-failback.ts";
import { tellFailover, tellSwitchover } from "./tell-failover.ts";

/** Stories of failovers and failbacks have smaller seeds, those of the other procedures these: no recorded seed tells another story than it did. */
export const othersFrom = 100_000;
const others = [tellSwitchover, tellSwitchover, tellMirrorFailover, tellDrill] as const;

/** One story by its seed; of the smaller ones one in five tells of a failback. Needs faked intervals (`vi.useFakeTimers`). */
export function tellStory(seed: number): Promise<Told> {
  if (seed >= othersFrom) return (others[seed % others.length] ?? tellSwitchover)(seed);
  return seed % 5 === 0 ? tellFailback(seed) : tellFailover(seed);
}

/** The seeds of a row of stories: what went wrong in them, told in full, and how often each thing happened. */
export async function tellStories(seeds: readonly number[], hear: (told: Told, n: number) => void = () => undefined) {
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (const [n, seed] of seeds.entries()) {
    const told = await tellStory(seed);
    hear(told, n);
    for (const [key, n] of told.counts) counts.set(key, (counts.get(key) ?? 0) + n);
    if (told.faults.length > 0) wrong.push(told.text());
  }
  return { wrong, counts };
}

/** Seeds from `from` on. */
export const seedsFrom = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
