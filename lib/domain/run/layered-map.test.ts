import { expect, test } from "vitest";
import { withChanges } from "./layered-map.ts";

/** What a plain map would hold, whatever was changed in which order. */
const plainly = (changes: readonly (readonly [string, number])[]) => [...new Map(changes)];

test("holds what a plain map would, in the same order, over many changes", () => {
  const changes = Array.from({ length: 1_000 }, (_, n) => [`k${(n * 7) % 300}`, n + 1] as const);
  let map: ReadonlyMap<string, number> = new Map();
  for (const change of changes) map = withChanges(map, new Map([change]));
  expect([...map]).toEqual(plainly(changes));
  expect(map.size).toBe(300);
  expect([...map.keys()].every((key) => map.has(key))).toBe(true);
  expect([...map.values()]).toEqual([...map].map(([, value]) => value));
});

test("leaves the map that it began with as it was", () => {
  const before = withChanges(new Map([["a", 1]]), new Map([["b", 2]]));
  withChanges(before, new Map([["a", 3]]));
  expect([...before]).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
});
