import type { PlanStepView } from "#lib/domain/views/plan-view.ts";
import type { StepView } from "#lib/domain/views/run-view.ts";

/**
 * How long the rest of a run takes at most by its plan's estimates, in whole seconds: per stage the longest of its lanes, what a step
 * under way has already taken counted off. Null when a step that is left has no upper estimate: then nothing is expected, and nothing
 * is drawn. `stages` names the steps that run side by side. Pure.
 */
export function expectedSeconds(
  stages: readonly (readonly string[])[],
  steps: readonly StepView[],
  at: { readonly planned: readonly PlanStepView[]; readonly now: string },
): number | null {
  const left = (id: string): number | null => {
    const step = steps.find((s) => s.id === id);
    if (step?.status === "done" || step?.status === "skipped") return 0;
    const most = at.planned.find((s) => s.id === id)?.estimate.most ?? null;
    if (most === null) return null;
    const begun = step?.startedAt ? Date.parse(at.now) - Date.parse(step.startedAt) : 0;
    return Math.max(0, most - Math.round(begun / 1_000));
  };
  let sum = 0;
  for (const lanes of stages) {
    const times = lanes.map(left);
    if (times.some((t) => t === null)) return null;
    sum += Math.max(0, ...times.map((t) => t ?? 0));
  }
  return sum;
}
