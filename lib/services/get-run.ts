import { stagesOf } from "#lib/domain/procedures/all.ts";
import { expectedSeconds } from "#lib/domain/run/expected-seconds.ts";
import { nextByHand } from "#lib/domain/run/next-by-hand.ts";
import { type RunReading, readOn } from "#lib/domain/run/run-reading.ts";
import { viewOfReading } from "#lib/domain/run/view.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** So many runs are kept as far as they were read; the one asked for longest ago is forgotten and read again. */
const mostRead = 8;

/**
 * A run, folded from its journal; null when there is none. `fromLine` leaves out the output before that line, for a page that has it.
 * Reads only what was written since the last question. Safe to call twice.
 */
export async function getRun(
  ctx: ServiceContext,
  input: { readonly runId: string; readonly fromLine?: number },
): Promise<RunView | null> {
  requirePermission(ctx.actor, "run.read");
  const { store } = ctx.console;
  const row = await store.run(input.runId);
  const plan = row ? await store.plan(row.planId) : null;
  if (!row || !plan) return null;
  const pinned = JSON.parse(plan.pinned) as PinnedPlan;
  const reading = await readOnIn(ctx, row.id);
  const view = viewOfReading(row, pinned, reading);
  const stages = stagesOf(pinned).map((stage) => stage.map((step) => step.id));
  const now = ctx.console.ports.clock.now().toISOString();
  return {
    ...view,
    output: view.output.filter((line) => line.nth >= (input.fromLine ?? 0)),
    expectedSeconds: expectedSeconds(stages, view.steps, { planned: plan.view.steps, now }),
    nextByHand: nextByHand(pinned, ctx.console.pool, reading.state),
  };
}

async function readOnIn(ctx: ServiceContext, runId: string): Promise<RunReading> {
  const { runsRead, store } = ctx.console;
  const before = runsRead.get(runId) ?? null;
  const reading = readOn(await store.events(runId, before?.state.last ?? 0), before);
  // Another question may have read further meanwhile; the newest in use stands last.
  const other = runsRead.get(runId);
  runsRead.delete(runId);
  runsRead.set(runId, other && other.state.last > reading.state.last ? other : reading);
  for (const oldest of [...runsRead.keys()].slice(0, -mostRead)) runsRead.delete(oldest);
  return reading;
}
