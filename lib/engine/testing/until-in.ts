import { setTimeout as sleep } from "node:timers/promises";
import type { RunEvent } from "#lib/domain/run/journal.ts";

/** After so many turns nothing is left to do but what the machine itself is slow at: a module that is being loaded, a disk. */
const quickTurns = 4_000;
/** Turns of 10 ms that are granted to it. */
const slowTurns = 500;

/** For tests: lets everything go on until a journal fulfils a condition; says the journal's end when it never does. */
export function untilIn(events: () => Promise<readonly RunEvent[]>) {
  return async (what: string, holds: (events: readonly RunEvent[]) => boolean): Promise<readonly RunEvent[]> => {
    for (let turn = 0; turn < quickTurns + slowTurns; turn++) {
      const now = await events();
      if (holds(now)) return now;
      if (turn < quickTurns) await new Promise((resolve) => setImmediate(resolve));
      else await sleep(10);
    }
    const tail = (await events()).slice(-6).map((e) => JSON.stringify(e));
    throw new Error([`never: ${what}`, ...tail].join("\n"));
  };
}
