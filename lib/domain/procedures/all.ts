import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Way } from "#lib/domain/steps/failback/pins.ts";
import type { Order, PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Procedure, Step } from "#lib/domain/steps/step.ts";
import { drill } from "./drill.ts";
import { failback } from "./failback.ts";
import { failover } from "./failover.ts";
import { fenceReturnedHome } from "./fence-returned-home.ts";
import { mirrorFailover } from "./mirror-failover.ts";
import { reProtect } from "./re-protect.ts";
import { switchover } from "./switchover.ts";

export const procedures: Readonly<Record<ProcedureId, Procedure>> = {
  failover,
  switchover,
  "mirror-failover": mirrorFailover,
  failback,
  "fence-returned-home": fenceReturnedHome,
  "re-protect": reProtect,
  drill,
};

/** The steps of a procedure in the order chosen, lanes one after the other. */
export function stepsOf(procedure: ProcedureId, order: Order, way?: Way): readonly Step[] {
  return procedures[procedure].stages(order, way).flat();
}

/** A plan's procedure without the steps that the plan has nothing for. */
export function procedureOf(plan: Omit<PinnedPlan, "steps">): Procedure {
  const { id, stages } = procedures[plan.procedure];
  const isIn = (step: Step) => step.isIn?.(plan) ?? true;
  return {
    id,
    stages: (order, way) =>
      stages(order, way)
        .map((stage) => stage.filter(isIn))
        .filter((stage) => stage.length > 0),
  };
}

/** The stages that a plan goes through, each with its lanes. */
export function stagesOf(plan: Omit<PinnedPlan, "steps">): readonly (readonly Step[])[] {
  return procedureOf(plan).stages(plan.order, plan.failback?.way);
}
