import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { proofTally } from "./testing/proof-tally.ts";
import { expectedCounts } from "./testing/stories/expected-counts.ts";
import { othersFrom, seedsFrom, tellStories } from "./testing/stories/told-stories.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

/** STORIES and FROM choose other seeds: STORIES=1 FROM=4711 npm run proof -- stories tells one. */
const stories = Number(process.env.STORIES ?? 10_000);
const first = Number(process.env.FROM ?? 1_000);
const atOnce = 500;

const rowsOf = (from: number, count: number) =>
  seedsFrom(0, Math.ceil(count / atOnce)).map(
    (n) => [from + n * atOnce, Math.min(atOnce, count - n * atOnce)] as const,
  );
/** Beside the usual seeds those of the other procedures: switchover, mirror failover, drill. */
const others = process.env.STORIES || process.env.FROM ? [] : rowsOf(othersFrom, 2_000);

test.each([...rowsOf(first, stories), ...others])(
  "holds in every story from seed %i on",
  async (from, count) => {
    const tally = proofTally(process.env);
    const told = await tellStories(seedsFrom(from, count), (story, n) => {
      if (n % 10 === 0) tally.at(`story ${n}`);
      tally.journal(story.events);
    });
    // That each of these was met is asked of all stories together: scripts/proof.mjs.
    for (const key of expectedCounts) tally.add(key, 0);
    tally.addAll(told.counts);
    tally.save();
    expect(told.wrong.slice(0, 3).join("\n\n")).toBe("");
  },
  30 * 60_000,
);
