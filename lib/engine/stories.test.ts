import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { seedsFrom, tellStories, tellStory } from "./testing/stories/told-stories.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

test("holds in 40 seeded stories of faults, crashes, delays and people's choices", async () => {
  const { wrong } = await tellStories(seedsFrom(1, 40));
  expect(wrong.slice(0, 1).join("\n")).toBe("");
  expect(wrong).toHaveLength(0);
}, 120_000);

test("tells the same story twice by the same seed", async () => {
  const [one, two] = [await tellStory(7), await tellStory(7)];
  expect(one.text()).toBe(two.text());
});
