import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { calmRun, deathsOf, killedRun } from "./testing/kill-anywhere.ts";
import { proofTally } from "./testing/proof-tally.ts";
import { wholeRuns } from "./testing/whole-runs/all.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

test.each(wholeRuns.map((run) => [run.name, run] as const))(
  "%s ends as if undisturbed, wherever its console dies",
  async (_, run) => {
    const tally = proofTally(process.env);
    const calm = await calmRun(run);
    const deaths = deathsOf(calm);
    const wrong: string[] = [];
    for (const [i, death] of deaths.entries()) {
      if (i % 20 === 0) tally.at(`death ${i} of ${deaths.length}`);
      const found = await killedRun(run, calm, death).catch((e: unknown) => ({ wrong: [String(e)], events: [] }));
      tally.add(`fault console dies ${"before" in death ? "before a call" : "after a call, its answer unheard"}`);
      tally.journal(found.events);
      wrong.push(...found.wrong.map((w) => `${JSON.stringify(death)}: ${w}`));
    }
    tally.save();
    expect(wrong.slice(0, 12)).toEqual([]);
  },
  60 * 60_000,
);
