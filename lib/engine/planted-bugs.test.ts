import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bugs } from "./testing/stories/planted-bugs.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => {
  vi.resetModules();
  vi.useRealTimers();
});

test.each(bugs.map((bug) => [bug.name, bug] as const))(
  "the stories find: %s",
  async (_, { path, plant, within, finds }) => {
    vi.resetModules();
    vi.doMock(path, async (original) => {
      const real = await original<Record<string, unknown>>();
      return { ...real, ...plant(real) };
    });
    const { tellStory } = await import("./testing/stories/told-stories.ts");
    const found: string[] = [];
    for (let seed = 1; seed <= within && !found.some((f) => finds.test(f)); seed++)
      found.push(...(await tellStory(seed)).faults);
    vi.doUnmock(path);
    expect(found.join("\n")).toMatch(finds);
  },
  300_000,
);
