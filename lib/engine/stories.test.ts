import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { seedsFrom, tellStories, tellStory } from "./testing/stories/told-stories.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

/** Seeds beyond the first 200 that once found something. */
const remembered: readonly number[] = [];

test("holds in 200 seeded stories of faults, crashes, delays and people's choices, and each of them occurs", async () => {
  const { wrong, never } = await tellStories([...seedsFrom(1, 200), ...remembered]);
  expect(wrong.slice(0, 1).join("\n")).toBe("");
  expect(wrong).toHaveLength(0);
  expect(never).toEqual([]);
}, 300_000);

test("tells the same story twice by the same seed", async () => {
  const [one, two] = [await tellStory(7), await tellStory(7)];
  expect(one.text()).toBe(two.text());
});
