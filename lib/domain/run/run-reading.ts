import { foldOutput, noOutput, type OutputState } from "./fold-output.ts";
import { foldRun } from "./fold-run.ts";
import type { RunEvent } from "./journal.ts";
import type { RunState } from "./run-state.ts";

/** A journal as far as it has been read: what a run page needs of it, without its events. */
export type RunReading = {
  readonly first: RunEvent | null;
  readonly state: RunState;
  readonly output: OutputState;
};

/** Reads on in a journal: each event costs the same, however many came before. Events that were read already change nothing. Pure. */
export function readOn(events: readonly RunEvent[], before: RunReading | null = null): RunReading {
  const fresh = events.filter((e) => e.number > (before?.state.last ?? 0));
  return {
    first: before?.first ?? fresh[0] ?? null,
    state: before ? foldRun(fresh, before.state) : foldRun(fresh),
    output: foldOutput(fresh, before?.output ?? noOutput),
  };
}
