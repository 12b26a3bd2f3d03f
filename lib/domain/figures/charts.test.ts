import { describe, expect, it } from "vitest";
import { linesOf, pointsOf, rangeNames, ranges } from "./charts.ts";
import { grains, spanOf } from "./thin-figures.ts";

const row = (at: string, figures: Record<string, number>) => ({
  grain: 0,
  at: `2026-11-21T10:${at}.000Z`,
  figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, spanOf(value)])),
});
const of = { from: "2026-11-21T10:00:00.000Z", to: "2026-11-21T10:03:00.000Z", step: 60 };

describe("charts", () => {
  it("have a gap where nothing was known, and keep the peak of a step", () => {
    const points = pointsOf(
      [row("00:05", { "copy-lag": 1 }), row("00:50", { "copy-lag": 9 }), row("02:00", { "copy-lag": 2 })],
      of,
    );
    expect(linesOf("copy-lag", points)[0]?.points.map(({ span }) => span?.most ?? null)).toEqual([9, null, 2]);
  });

  it("have one line for each instance", () => {
    const points = pointsOf([row("00:05", { "response@b": 1, "response@a": 2, "response-x": 3 })], of);
    expect(linesOf("response", points).map(({ target }) => target)).toEqual(["a", "b"]);
  });

  it.each(rangeNames)(
    "are read from a grain that is still kept at the far end of %s, in at most 300 points",
    (name) => {
      const { seconds, grain, step } = ranges[name];
      expect(grains.find((each) => each.grain === grain)?.keptSeconds ?? 0).toBeGreaterThanOrEqual(seconds);
      expect(seconds / step).toBeLessThanOrEqual(300);
      expect(step % Math.max(1, grain)).toBe(0);
    },
  );
});
