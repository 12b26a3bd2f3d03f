import type { ReportAct } from "./report-view.ts";

/** So many acts of a step stand in the summary even where nothing is to be said about them, and so many at most where something is. */
const plain = 4;
const mostOdd = 50;

/** What a summary shows of a step, in their order, and how many it leaves out: those that went at once, and those that did not. */
export type ShownActs = { readonly shown: readonly ReportAct[]; readonly more: number; readonly moreOdd: number };

/** A step's first few acts and whatever did not go at once. Pure. */
export function shownActs(acts: readonly ReportAct[]): ShownActs {
  const odd = acts.filter((act, i) => i >= plain && isOdd(act));
  const kept = new Set(odd.slice(0, mostOdd));
  const shown = acts.filter((act, i) => i < plain || kept.has(act));
  return { shown, more: acts.length - Math.min(plain, acts.length) - odd.length, moreOdd: odd.length - kept.size };
}

const isOdd = (act: ReportAct) => act.attempts.length > 1 || act.status !== "done";
