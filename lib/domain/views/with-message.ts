import type { RunChange, RunMessage, StepChange } from "./run-change.ts";
import type { RunView, StepView } from "./run-view.ts";
import { withLines } from "./with-lines.ts";

/** The run after what the stream said of it; null when something between the two was not heard. What did not change stays the same object. */
export function withMessage(before: RunView, message: RunMessage): RunView | null {
  if ("run" in message) return withLines(before, message.run);
  const { change } = message;
  if (change.since !== before.lastEvent) return null;
  const steps = change.steps.length === 0 ? before.steps : before.steps.map((step) => withStep(step, change));
  const run = { ...before, ...change.fields, steps };
  return change.lines.length === 0 ? run : withLines(before, { ...run, output: change.lines });
}

function withStep(step: StepView, change: RunChange): StepView {
  const found = change.steps.find((each) => each.id === step.id);
  if (found === undefined) return step;
  const { acts, order, ...fields } = found;
  return { ...step, ...fields, acts: withActs(step.acts, { acts, order }) };
}

function withActs(before: StepView["acts"], { acts, order }: Pick<StepChange, "acts" | "order">): StepView["acts"] {
  if (acts.length === 0 && order === null) return before;
  const known = new Map([...before, ...acts].map((act) => [act.id, act]));
  return (order ?? before.map((act) => act.id)).flatMap((id) => known.get(id) ?? []);
}
