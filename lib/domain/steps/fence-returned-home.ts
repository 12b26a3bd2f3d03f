import { replicateManagementStore } from "#lib/domain/commands/cmdlets.ts";
import { AppError } from "#lib/domain/errors.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { cmdletAct, evidenceAct, known, observed } from "./act.ts";
import type { PinnedPlan } from "./pinned-plan.ts";
import { fenceReturned, plannedFence } from "./returned/fence-returned.ts";
import { lookAtReturned, type ReturnedHome } from "./returned/look-returned.ts";
import { oneWritableCopy } from "./service-checks.ts";
import type { Step } from "./step.ts";

/** What a fence plan found at home. @throws AppError "internal" for a plan of another procedure */
export function returnedOf(plan: Pick<PinnedPlan, "id" | "returned">): ReturnedHome {
  if (!plan.returned) throw new AppError("internal", `plan ${plan.id} has found no home that came back`);
  return plan.returned;
}

/**
 * A home that came back after the failover is kept from taking messages until a failback (dba-notes 6): exactly what the plan
 * found there. What else has come back since is shown by the proof and by the return watch, and needs a plan of its own.
 */
export const fenceReturnedHome: Step = {
  id: "fence-returned-home",
  number: "",
  way: "can-be-undone",
  precheck: [],
  proof: [oneWritableCopy],
  planned: (plan) => [...plannedFence(returnedOf(plan)), known(replicateManagementStore())],
  acts: ({ plan }) => ({
    acts: [
      evidenceAct("look-returned", plan.target, (ctx) => lookAtReturned(ctx.ports, ctx.pool)),
      ...fenceReturned(returnedOf(plan), { round: "1", serving: plan.target }),
      // Home's servers learn that the pool is failed over only from their replicas.
      cmdletAct(replicateManagementStore(), {
        id: "replicate-to-home",
        repeatable: true,
        observe: async (ctx) =>
          observed(resultOf(ctx.run, "replicate-to-home") === undefined ? "not-started" : "done", {}),
      }),
      evidenceAct("look-returned-after", plan.target, (ctx) => lookAtReturned(ctx.ports, ctx.pool)),
    ],
  }),
};
