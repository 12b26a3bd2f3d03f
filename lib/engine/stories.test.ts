import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectedCounts } from "./testing/stories/expected-counts.ts";
import { seedsFrom, tellStories, tellStory } from "./testing/stories/told-stories.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

const counts = new Map<string, number>();

test.each([1, 41, 81, 121, 161])(
  "holds in the 40 seeded stories of faults, crashes, delays and people from seed %i on",
  async (from) => {
    const told = await tellStories(seedsFrom(from, 40));
    for (const [key, n] of told.counts) counts.set(key, (counts.get(key) ?? 0) + n);
    expect(told.wrong.slice(0, 1).join("\n")).toBe("");
    expect(told.wrong).toHaveLength(0);
  },
  120_000,
);

test("has seen every fault, question, choice and end in those 200", () => {
  expect(expectedCounts.filter((key) => !counts.has(key))).toEqual([]);
});

test("tells the same story twice by the same seed", async () => {
  const [one, two] = [await tellStory(7), await tellStory(7)];
  expect(one.text()).toBe(two.text());
});
