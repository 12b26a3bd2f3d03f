import { expect, test } from "vitest";
import { faultList } from "#lab/world/fault-list.ts";
import { notInStories, storyCmdletFaults, storyFaults, storyRefusals } from "./catalog.ts";
import { tellStory } from "./story.ts";
import { missing, tellMany } from "./tell-many.ts";

const seeds = Array.from({ length: 50 }, (_, index) => index);

test("fifty stories of failover and failback keep every promise, and meet every fault, act, choice and transition", async () => {
  const sum = await tellMany(seeds);
  expect(sum.failures).toEqual([]);
  expect(missing(sum.tally)).toEqual([]);
  expect(sum.fewestFiles).toBeGreaterThanOrEqual(20);
}, 120_000);

test("every fault of the lab is met in a story, or it is said why not", () => {
  const met = [...storyFaults, ...storyCmdletFaults, ...storyRefusals].map((name) => name.split(":")[0] ?? "");
  const told = [...met, ...Object.keys(notInStories)];
  expect(faultList.map(({ name }) => name).filter((name) => !told.includes(name))).toEqual([]);
});

test("a story comes again from its seed", async () => {
  const [one, two] = [await tellStory(7), await tellStory(7)];
  expect(two.lines).toEqual(one.lines);
  expect([two.lost, two.logFiles]).toEqual([one.lost, one.logFiles]);
});
