import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { PlanStepView } from "#lib/domain/views/plan-view.ts";

type StepPrices = NonNullable<PlanStepView["prices"]>;

/** The prices of a step as far as a plan can know them: acts that only a run's readings bring about are not among them. Pure. */
export function pricesOf(step: Step, plan: Omit<PinnedPlan, "steps">, pool: Pool): StepPrices {
  const whole = step.skip?.price ?? null;
  const { acts } = step.acts({ plan: { ...plan, steps: [] }, pool, run: foldRun([]) });
  const parts = new Set(acts.flatMap((act) => act.skip ?? []));
  return { whole, parts: [...parts].filter((price) => price !== whole) };
}
