import type { RunView, StepView } from "#lib/domain/views/run-view.ts";

/** Whether the run as a whole can still be undone: after a step that cannot be undone has begun, only failback leads home. */
export function undoWord(steps: RunView["steps"]): "all-undoable" | "failback-only" {
  const begun = (step: StepView) =>
    step.status !== "todo" && step.status !== "skipped" && step.acts.some((a) => a.attempts > 0);
  return steps.some((step) => step.way === "cannot-be-undone" && begun(step)) ? "failback-only" : "all-undoable";
}
