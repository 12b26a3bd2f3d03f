import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foundInMatrix } from "./testing/planted-in-matrix.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => {
  vi.resetModules();
  vi.useRealTimers();
});

test.each(foundInMatrix.map((bug) => [bug.name, bug] as const))(
  "the fault matrix finds: %s",
  async (_, { path, plant, run: name, fault, finds }) => {
    vi.resetModules();
    vi.doMock(path, async (original) => {
      const real = await original<Record<string, unknown>>();
      return { ...real, ...plant(real) };
    });
    const { calmRun } = await import("./testing/kill-anywhere.ts");
    const { struckRun } = await import("./testing/struck-run.ts");
    const { wholeRuns } = await import("./testing/whole-runs/all.ts");
    const run = wholeRuns.find((each) => each.name === name);
    if (!run) throw new Error(`no whole run "${name}"`);
    const found: string[] = [];
    const calm = await calmRun(run).catch((e: unknown) => void found.push(String(e)));
    if (fault && calm)
      for (let n = 1; n <= calm.commands.length && !found.some((f) => finds.test(f)); n++)
        found.push(...(await struckRun(run, calm, { n, fault })).wrong);
    vi.doUnmock(path);
    expect(found.join("\n")).toMatch(finds);
  },
  120_000,
);
