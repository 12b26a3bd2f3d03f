import type { RunEvent } from "#lib/domain/run/journal.ts";

/** For tests: lets everything go on until a journal fulfils a condition; says the journal's end when it never does. */
export function untilIn(events: () => Promise<readonly RunEvent[]>) {
  return async (what: string, holds: (events: readonly RunEvent[]) => boolean): Promise<readonly RunEvent[]> => {
    for (let turn = 0; turn < 4_000; turn++) {
      const now = await events();
      if (holds(now)) return now;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const tail = (await events()).slice(-6).map((e) => JSON.stringify(e));
    throw new Error([`never: ${what}`, ...tail].join("\n"));
  };
}
