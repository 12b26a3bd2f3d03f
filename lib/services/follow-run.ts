import type { RunView } from "#lib/domain/views/run-view.ts";
import type { ServiceContext } from "./context.ts";
import { getRun } from "./get-run.ts";
import { requirePermission } from "./permissions.ts";

/**
 * A run for the stream of a page that follows it; null when there is none. Pages that ask while it is being read share that reading, which may end just
 * before the newest event: who knows of a newer one asks again. Safe to call twice.
 */
export async function followRun(ctx: ServiceContext, input: { readonly runId: string }): Promise<RunView | null> {
  requirePermission(ctx.actor, "run.read");
  const { runsAsked } = ctx.console;
  const going = runsAsked.get(input.runId);
  if (going) return going;
  const reading = getRun(ctx, input).finally(() => runsAsked.delete(input.runId));
  runsAsked.set(input.runId, reading);
  return reading;
}
