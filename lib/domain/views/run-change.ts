import type { ActView, RunView, StepView } from "./run-view.ts";

type Fields = Omit<RunView, "steps" | "output">;

/** What of a step has changed; `acts` only those that have, `order` only when other acts are shown than before. */
export type StepChange = Partial<Omit<StepView, "acts">> & {
  readonly id: string;
  readonly acts: readonly ActView[];
  readonly order: readonly string[] | null;
};

/** What has changed in a run's view since the event `since`; `lines` are those of the output that came since. */
export type RunChange = {
  readonly since: number;
  readonly fields: Partial<Fields>;
  readonly steps: readonly StepChange[];
  readonly lines: RunView["output"];
};

/** What the event stream says of a run: all of it, or what has changed since what it said before. */
export type RunMessage = { readonly run: RunView } | { readonly change: RunChange };

/** The change from one view of a run to a later one. Pure; what stayed the same object is not looked into. */
export function changeOf(before: RunView, after: RunView): RunChange {
  const { steps: _, output: lines, ...fields } = after;
  return {
    since: before.lastEvent,
    fields: changed(before, fields),
    steps: after.steps.flatMap((step, i) => stepChange(before.steps[i], step)),
    lines: lines.filter((line) => line.nth >= before.outputCount),
  };
}

function stepChange(before: StepView | undefined, after: StepView): readonly StepChange[] {
  if (before === undefined || isSame(before, after)) return [];
  const { acts, ...fields } = after;
  const known = new Map(before.acts.map((act) => [act.id, act]));
  const sameOrder = acts.length === before.acts.length && acts.every((act, i) => act.id === before.acts[i]?.id);
  const order = sameOrder ? null : acts.map((act) => act.id);
  return [
    { ...changed(before, fields), id: after.id, acts: acts.filter((act) => !isSame(known.get(act.id), act)), order },
  ];
}

function changed<T extends object>(before: T, after: T): Partial<T> {
  const keys = Object.keys(after) as (keyof T)[];
  return Object.fromEntries(
    keys.filter((key) => !isSame(before[key], after[key])).map((key) => [key, after[key]]),
  ) as Partial<T>;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [mine, other] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return mine.length === Object.keys(b).length && mine.every(([key, value]) => isSame(value, other[key]));
}
