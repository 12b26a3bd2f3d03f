import type { ReportAct } from "./report-view.ts";

/** So many acts of a step stand in the summary even where nothing is to be said about them. */
const plain = 4;

/** What a summary shows of a step: whatever did not go at once, and its first few acts. In their order. */
export function shownActs(acts: readonly ReportAct[]): readonly ReportAct[] {
  return acts.filter((act, i) => i < plain || act.attempts.length > 1 || act.status !== "done");
}
