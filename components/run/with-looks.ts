import type { Look } from "#components/shell/looks.ts";
import type { ActView, RunView, StepView } from "#lib/domain/views/run-view.ts";

/**
 * The run with what was seen of its acts since its last event; an older look than the journal's changes nothing, and what nothing changes stays
 * the same object: it is not drawn again.
 */
export function withLooks(run: RunView, looks: readonly Look[]): RunView {
  const mine = looks.filter((each) => each.runId === run.id);
  if (mine.length === 0) return run;
  const newer = (stepId: string, actId: string, at: string) =>
    mine.find((each) => each.stepId === stepId && each.actId === actId && each.at > at);
  const stillRunning = mapped(run.stillRunning, (seen) => {
    const look = newer(seen.stepId, seen.actId, seen.at);
    return look ? { ...seen, at: look.at, facts: look.facts } : seen;
  });
  const steps = mapped(run.steps, (step) => stepWith(step, newer));
  return steps === run.steps && stillRunning === run.stillRunning ? run : { ...run, stillRunning, steps };
}

type Newer = (stepId: string, actId: string, at: string) => Look | undefined;

function stepWith(step: StepView, newer: Newer): StepView {
  const acts = mapped(step.acts, (act) => actWith(act, (at) => newer(step.id, act.id, at)));
  return acts === step.acts ? step : { ...step, acts };
}

function actWith(act: ActView, newer: (at: string) => Look | undefined): ActView {
  const last = act.observations.at(-1);
  const look = last?.observed.state === "running" ? newer(last.at) : undefined;
  if (last === undefined || look === undefined) return act;
  const seen = { ...last, at: look.at, observed: { ...last.observed, facts: look.facts } };
  return { ...act, observations: [...act.observations.slice(0, -1), seen] };
}

function mapped<T>(all: readonly T[], to: (each: T) => T): readonly T[] {
  const made = all.map(to);
  return made.every((each, i) => each === all[i]) ? all : made;
}
