import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { proofTally } from "./testing/proof-tally.ts";
import { expectedCounts } from "./testing/stories/expected-counts.ts";
import { seedsFrom, tellStories } from "./testing/stories/told-stories.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

/** STORIES and FROM choose other seeds: STORIES=1 FROM=4711 npm run proof -- stories tells one. */
const stories = Number(process.env.STORIES ?? 10_000);
const first = Number(process.env.FROM ?? 1_000);
const atOnce = 500;

test.each(seedsFrom(0, Math.ceil(stories / atOnce)).map((n) => first + n * atOnce))(
  "holds in every story from seed %i on",
  async (from) => {
    const tally = proofTally();
    const told = await tellStories(seedsFrom(from, Math.min(atOnce, first + stories - from)), (story, n) => {
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
