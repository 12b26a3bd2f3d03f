import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import { stagesOf } from "#lib/domain/procedures/all.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import type { StepId } from "#lib/domain/steps/step-id.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { isSettled, type RunState } from "./run-state.ts";

/** The step in which a run stands or stood, and the commands that are left of it, in their order; none where only looks are left. */
export type NextByHand = { readonly stepId: StepId; readonly commands: readonly PlannedCommand[] };

/**
 * Where a person goes on who carries out the rest without the console: with the values of this run once the step has sent
 * something, before that as planned, with the rule for each value. Null when nothing was begun or nothing is left. Pure.
 */
export function nextByHand(plan: PinnedPlan, pool: Pool, run: RunState): NextByHand | null {
  const steps = stagesOf(plan).flat();
  const isOver = (step: Step) => ["done", "skipped"].includes(run.steps.get(step.id)?.status ?? "");
  const at = steps.find((step) => !isOver(step));
  if (!at || run.steps.size === 0) return null;
  const isBegun = [...run.acts.values()].some((a) => a.stepId === at.id && a.command !== null && a.attempts > 0);
  const commands = isBegun ? left(at, { plan, pool, run }) : (plan.steps.find((s) => s.id === at.id)?.commands ?? []);
  return { stepId: at.id, commands };
}

function left(step: Step, ctx: Parameters<Step["acts"]>[0]): readonly PlannedCommand[] {
  return step
    .acts(ctx)
    .acts.flatMap(({ id, command }) => (command && !isSettled(ctx.run, id) ? [{ command, rules: {} }] : []));
}
