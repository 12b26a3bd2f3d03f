import { emptyTally, type Tally } from "./catalog.ts";
import { tellStory } from "./story.ts";

export type Sum = {
  readonly tally: Tally;
  readonly told: number;
  readonly failures: readonly string[];
  readonly fewestFiles: number;
};

export function add(to: Tally, more: Tally): void {
  for (const [name, count] of Object.entries(more)) to[name] = (to[name] ?? 0) + count;
}

/** The stories of these seeds, one after the other. A broken promise is kept by its words and its seed. */
export async function tellMany(seeds: readonly number[]): Promise<Sum> {
  const tally = emptyTally();
  const failures: string[] = [];
  let fewestFiles = Number.POSITIVE_INFINITY;
  for (const seed of seeds)
    try {
      const story = await tellStory(seed);
      add(tally, story.tally);
      fewestFiles = Math.min(fewestFiles, story.logFiles);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  return { tally, told: seeds.length, failures, fewestFiles };
}

/** What a run never reached. */
export function missing(tally: Tally): readonly string[] {
  return Object.entries(tally).flatMap(([name, count]) => (count === 0 ? [name] : []));
}
