import { chartOf, type Range } from "#lib/domain/figures/charts.ts";
import type { FigureName } from "#lib/domain/figures/figures-of.ts";
import { checks } from "#lib/domain/health/checks/all.ts";
import type { ChartsView } from "#lib/domain/views/charts-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";
import { readPoints } from "./read-points.ts";

const runsLookedAt = 200;

/** What a figure is held against where a check has the threshold. */
const heldBy: Readonly<Partial<Record<FigureName, string>>> = { response: "instance-response" };

/** The history of the lags and of one figure more, with the runs of that time. Reads only. @throws AppError "store-failed" */
export async function getCharts(
  ctx: ServiceContext,
  asked: { readonly range: Range; readonly figure: FigureName },
): Promise<ChartsView> {
  requirePermission(ctx.actor, "overview.read");
  const { store, pool } = ctx.console;
  const [{ from, to, step, points }, runs] = await Promise.all([
    readPoints(ctx, asked.range),
    store.runs(pool.fqdn, runsLookedAt),
  ]);
  const { recoveryPointSeconds, recoveryTimeSeconds } = pool.targets;
  const thresholdOf = (figure: FigureName) =>
    figure === "recovery-point"
      ? recoveryPointSeconds
      : figure === "recovery-time-fewest" || figure === "recovery-time-most"
        ? recoveryTimeSeconds
        : (checks.find(({ id }) => id === heldBy[figure])?.threshold?.value ?? null);
  const restoreLimit = checks.find(({ id }) => id === "log-restore-lag")?.threshold?.value ?? null;
  return {
    homeName: pool.sites.home,
    otherName: pool.sites.other,
    range: asked.range,
    from,
    to,
    stepSeconds: step,
    lost: chartOf(["copy-lag", "backup-lag"], points, recoveryPointSeconds),
    notRestored: chartOf(["restore-lag"], points, restoreLimit),
    chosen: { figure: asked.figure, chart: chartOf([asked.figure], points, thresholdOf(asked.figure)) },
    runs: runs
      .filter((run) => (run.finishedAt ?? to) >= from)
      .map(({ id, label, procedure, status, startedAt, finishedAt }) => ({
        id,
        label,
        procedure,
        status,
        startedAt,
        finishedAt,
      })),
  };
}
