import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectedCounts } from "./testing/stories/expected-counts.ts";
import { seedsFrom, tellStories } from "./testing/stories/told-stories.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

/** STORIES and FROM choose other seeds: STORIES=1 FROM=4711 npm run proof -- stories tells one. */
const stories = Number(process.env.STORIES ?? 10_000);
const first = Number(process.env.FROM ?? 1_000);
const atOnce = 500;
const counts = new Map<string, number>();

test.each(seedsFrom(0, Math.ceil(stories / atOnce)).map((n) => first + n * atOnce))(
  "holds in every story from seed %i on",
  async (from) => {
    const told = await tellStories(seedsFrom(from, Math.min(atOnce, first + stories - from)));
    for (const [key, n] of told.counts) counts.set(key, (counts.get(key) ?? 0) + n);
    expect(told.wrong.slice(0, 3).join("\n\n")).toBe("");
  },
  30 * 60_000,
);

test.runIf(stories >= 10_000)("meets every fault, question and choice in them", () => {
  expect(expectedCounts.filter((key) => !counts.has(key))).toEqual([]);
});
