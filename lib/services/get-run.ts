import { stagesOf } from "#lib/domain/procedures/all.ts";
import { expectedSeconds } from "#lib/domain/run/expected-seconds.ts";
import { nextByHand } from "#lib/domain/run/next-by-hand.ts";
import { foldRun } from "#lib/domain/run/run-state.ts";
import { runView } from "#lib/domain/run/view.ts";
import type { PinnedPlan } from "#lib/domain/steps/step.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** A run, folded from its journal; null when there is none. Safe to call twice. */
export async function getRun(ctx: ServiceContext, input: { readonly runId: string }): Promise<RunView | null> {
  requirePermission(ctx.actor, "run.read");
  const { store } = ctx.console;
  const row = await store.run(input.runId);
  const plan = row ? await store.plan(row.planId) : null;
  if (!row || !plan) return null;
  const pinned = JSON.parse(plan.pinned) as PinnedPlan;
  const events = await store.events(row.id);
  const view = runView(row, pinned, events);
  const stages = stagesOf(pinned).map((stage) => stage.map((step) => step.id));
  const now = ctx.console.ports.clock.now().toISOString();
  return {
    ...view,
    expectedSeconds: expectedSeconds(stages, view.steps, { planned: plan.view.steps, now }),
    nextByHand: nextByHand(pinned, ctx.console.pool, foldRun(events)),
  };
}
