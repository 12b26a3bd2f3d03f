import { stagesOf } from "#lib/domain/procedures/all.ts";
import { expectedSeconds } from "#lib/domain/run/expected-seconds.ts";
import { nextByHand } from "#lib/domain/run/next-by-hand.ts";
import { type RunReading, readOn } from "#lib/domain/run/run-reading.ts";
import { viewOfReading } from "#lib/domain/run/view.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** So many runs are kept as far as they were read; the one asked for longest ago is forgotten and read again. */
const mostRead = 8;

/** A run as far as its page has read it, and its plan, which never changes. */
export type RunRead = {
  readonly reading: RunReading;
  readonly plan: { readonly pinned: PinnedPlan; readonly steps: PlanView["steps"] };
};

/**
 * A run, folded from its journal; null when there is none. Reads only what was written since the last question. Safe to call twice.
 */
export async function getRun(ctx: ServiceContext, input: { readonly runId: string }): Promise<RunView | null> {
  requirePermission(ctx.actor, "run.read");
  const { runsRead, store } = ctx.console;
  const reading = await readOnIn(ctx, input.runId);
  // After the journal: a row is never older than the events that were read, or a run that has ended would look as if it had not.
  const row = await store.run(input.runId);
  const plan = row ? (runsRead.get(row.id)?.plan ?? (await planOf(ctx, row.planId))) : null;
  if (!row || !plan) return null;
  keep(ctx, row.id, { reading, plan });
  const view = viewOfReading(row, plan.pinned, reading);
  const stages = stagesOf(plan.pinned).map((stage) => stage.map((step) => step.id));
  const now = ctx.console.ports.clock.now().toISOString();
  return {
    ...view,
    expectedSeconds: expectedSeconds(stages, view.steps, { planned: plan.steps, now }),
    nextByHand: nextByHand(plan.pinned, ctx.console.pool, reading.state),
  };
}

async function planOf(ctx: ServiceContext, planId: string): Promise<RunRead["plan"] | null> {
  const plan = await ctx.console.store.plan(planId);
  return plan && { pinned: JSON.parse(plan.pinned) as PinnedPlan, steps: plan.view.steps };
}

async function readOnIn({ console: { runsRead, store } }: ServiceContext, runId: string): Promise<RunReading> {
  const before = runsRead.get(runId)?.reading ?? null;
  return readOn(await store.events(runId, before?.state.last ?? 0), before);
}

function keep({ console: { runsRead } }: ServiceContext, runId: string, read: RunRead): void {
  // Another question may have read further meanwhile; the newest in use stands last.
  const other = runsRead.get(runId);
  runsRead.delete(runId);
  runsRead.set(runId, other && other.reading.state.last > read.reading.state.last ? other : read);
  for (const oldest of [...runsRead.keys()].slice(0, -mostRead)) runsRead.delete(oldest);
}
