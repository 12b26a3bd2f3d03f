import type { Look } from "#components/shell/looks.ts";
import type { ActView, RunView } from "#lib/domain/views/run-view.ts";

/** The run with what was seen of its acts since its last event; an older look than the journal's changes nothing. */
export function withLooks(run: RunView, looks: readonly Look[]): RunView {
  const mine = looks.filter((each) => each.runId === run.id);
  if (mine.length === 0) return run;
  const newer = (stepId: string, actId: string, at: string) =>
    mine.find((each) => each.stepId === stepId && each.actId === actId && each.at > at);
  return {
    ...run,
    stillRunning: run.stillRunning.map((seen) => {
      const look = newer(seen.stepId, seen.actId, seen.at);
      return look ? { ...seen, at: look.at, facts: look.facts } : seen;
    }),
    steps: run.steps.map((step) => ({
      ...step,
      acts: step.acts.map((act) => actWith(act, (at) => newer(step.id, act.id, at))),
    })),
  };
}

function actWith(act: ActView, newer: (at: string) => Look | undefined): ActView {
  const last = act.observations.at(-1);
  const look = last?.observed.state === "running" ? newer(last.at) : undefined;
  if (last === undefined || look === undefined) return act;
  const seen = { ...last, at: look.at, observed: { ...last.observed, facts: look.facts } };
  return { ...act, observations: [...act.observations.slice(0, -1), seen] };
}
