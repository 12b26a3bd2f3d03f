import type { ActState } from "./run-state.ts";

/** How many acts a step shows around the place where it stands; a run of 5,000 log backups stays readable, and its page light. */
const before = 100;
const after = 50;
const mostTroubled = 100;

/**
 * The acts of a step that its page shows, in their order: what failed, is unknown or at work, and those around the newest that was begun.
 * All of them stand in the report. Pure.
 */
export function shownActs(acts: readonly ActState[]): readonly ActState[] {
  if (acts.length <= before + after) return acts;
  const at = acts.findLastIndex((act) => act.attempts > 0 || act.status !== "intended");
  const troubled = new Set(acts.filter(isTroubled).slice(-mostTroubled));
  return acts.filter((act, i) => troubled.has(act) || (i > at - before && i <= at + after));
}

function isTroubled(act: ActState): boolean {
  return act.status === "failed" || act.status === "unknown" || (act.status === "intended" && act.attempts > 0);
}
