import { linesOf } from "#lib/domain/figures/charts.ts";
import type { RecoveryPointDay } from "#lib/domain/views/recovery-point-day.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";
import { readPoints } from "./read-points.ts";

/** The recovery point of the last 24 hours, five minutes a point, the highest of each. Reads only. @throws AppError "store-failed" */
export async function getRecoveryPointDay(ctx: ServiceContext): Promise<RecoveryPointDay> {
  requirePermission(ctx.actor, "overview.read");
  const { points } = await readPoints(ctx, "24h");
  const [line] = linesOf("recovery-point", points);
  const seconds = points.map((_, i) => line?.points[i]?.span?.most ?? null);
  const known = seconds.filter((each) => each !== null);
  return {
    seconds,
    highest: known.length === 0 ? null : Math.max(...known),
    target: ctx.console.pool.targets.recoveryPointSeconds,
  };
}
