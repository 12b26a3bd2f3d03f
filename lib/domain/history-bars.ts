import type { RunTimes } from "./history-port.ts";
import { coveredSeconds, waitsOf } from "./report/intervals.ts";
import type { RunEvent } from "./run/journal.ts";

/** What waiting for people is read from. */
export const waitKinds = [
  "decision-asked",
  "decision-taken",
  "override-confirmed",
  "paused",
  "resumed",
] as const satisfies readonly RunEvent["kind"][];

/** One failover as a chart draws it: until users were back, and how much of that a person was waited for. */
export type HistoryBar = RunTimes & { readonly waitedSeconds: number };

/** Deciding against doing, until users were back; a run that never brought them back has no bar. Pure. */
export function barsOf(times: readonly RunTimes[], events: readonly RunEvent[]): readonly HistoryBar[] {
  return times.map((run) => {
    const to = new Date(Date.parse(run.startedAt) + (run.backSeconds ?? 0) * 1_000).toISOString();
    const own = events.filter((event) => event.runId === run.id);
    return { ...run, waitedSeconds: coveredSeconds(waitsOf(own, to), { from: run.startedAt, to }) };
  });
}
