import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { calmRun, deathsOf, killedRun } from "./testing/kill-anywhere.ts";
import { wholeRuns } from "./testing/whole-runs/all.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

/** One place in so many is tried here; all of them by `npm run proof` (kill-anywhere.proof.ts). A prime: no two runs meet the same kinds of calls. */
const oneIn = 151;

test.each(wholeRuns.map((run, i) => [run.name, run, i] as const))(
  "%s ends undisturbed, and as if undisturbed where its console dies before or after a call",
  async (_, run, i) => {
    const calm = await calmRun(run);
    const wrong: string[] = [];
    for (const death of deathsOf(calm).filter((__, at) => at % oneIn === (i * 11) % oneIn))
      wrong.push(...(await killedRun(run, calm, death)).wrong.map((w) => `${JSON.stringify(death)}: ${w}`));
    expect(wrong).toEqual([]);
  },
  300_000,
);
