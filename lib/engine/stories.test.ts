import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { othersFrom, seedsFrom, tellStories, tellStory } from "./testing/stories/told-stories.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

test("holds in 300 seeded stories of faults, crashes, delays and people's choices", async () => {
  const { wrong } = await tellStories(seedsFrom(1, 300));
  expect(wrong.slice(0, 1).join("\n")).toBe("");
  expect(wrong).toHaveLength(0);
}, 300_000);

test("holds in 100 seeded stories of switchovers, mirror failovers and drills", async () => {
  const { wrong } = await tellStories(seedsFrom(othersFrom, 100));
  expect(wrong.slice(0, 1).join("\n")).toBe("");
  expect(wrong).toHaveLength(0);
}, 300_000);

/** Seeds whose stories once did not hold: a person took as done what was not, a word that home had disproved, a mirror swapped twice, a proof that failed or stayed unknown and was gone past, an abort in the last proofs. */
const failedOnce = [61, 1_245, 1_256, 1_744, 6_947, 9_455, 100_754, 101_154];

test.each(failedOnce)("holds in story %i, which once did not", async (seed) => {
  const told = await tellStory(seed);
  expect(told.faults.length === 0 ? "" : told.text()).toBe("");
});

test("tells the same story twice by the same seed", async () => {
  const [one, two] = [await tellStory(7), await tellStory(7)];
  expect(one.text()).toBe(two.text());
});
