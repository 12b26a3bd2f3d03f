import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { faultName, faults } from "./testing/faults.ts";
import { calmRun } from "./testing/kill-anywhere.ts";
import { proofTally } from "./testing/proof-tally.ts";
import { struckRun } from "./testing/struck-run.ts";
import { wholeRuns } from "./testing/whole-runs/all.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

test.each(wholeRuns.map((run) => [run.name, run] as const))(
  "%s ends as if undisturbed, whichever fault meets whichever command",
  async (_, run) => {
    const tally = proofTally(process.env);
    const calm = await calmRun(run);
    const wrong: string[] = [];
    for (const fault of faults) {
      for (let n = 1; n <= calm.commands.length; n++) {
        tally.at(`${faultName(fault)}, command ${n} of ${calm.commands.length}`);
        const struck = struckRun(run, calm, { n, fault });
        const found = await struck.catch((e: unknown) => ({ wrong: [String(e)], events: [] }));
        tally.add(`fault ${faultName(fault)}`);
        tally.journal(found.events);
        wrong.push(...found.wrong.map((w) => `${faultName(fault)}, ${n} ${calm.commands[n - 1]?.slice(0, 60)}: ${w}`));
      }
    }
    tally.save();
    expect(wrong.slice(0, 12)).toEqual([]);
  },
  60 * 60_000,
);
