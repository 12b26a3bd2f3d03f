import { chartOf, pointsOf, type Range, ranges } from "#lib/domain/figures/charts.ts";
import type { FigureName } from "#lib/domain/figures/figures-of.ts";
import { checks } from "#lib/domain/health/checks/all.ts";
import type { ChartsView } from "#lib/domain/views/charts-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

const runsLookedAt = 200;

/** What a figure is held against where a check has the threshold. */
const heldBy: Readonly<Partial<Record<FigureName, string>>> = { response: "instance-response" };

/** The history of the lags and of one figure more, with the runs of that time. Reads only. @throws AppError "store-failed" */
export async function getCharts(
  ctx: ServiceContext,
  asked: { readonly range: Range; readonly figure: FigureName },
): Promise<ChartsView> {
  requirePermission(ctx.actor, "overview.read");
  const { store, pool, ports } = ctx.console;
  const { seconds, grain, step } = ranges[asked.range];
  const to = ports.clock.now().toISOString();
  const from = new Date(Date.parse(to) - seconds * 1_000).toISOString();
  const rows = await store.figures(pool.fqdn, { grain, from, to });
  // The newest span is not full yet: its part so far is read as it was taken.
  const since = rows.at(-1) === undefined ? from : new Date(Date.parse(rows.at(-1)?.at ?? "") + grain * 1_000);
  const after = typeof since === "string" ? since : since.toISOString();
  const [newest, runs] = await Promise.all([
    grain === 0 ? [] : store.figures(pool.fqdn, { grain: 0, from: after, to, limit: 1_000 }),
    store.runs(pool.fqdn, runsLookedAt),
  ]);
  const points = pointsOf([...rows, ...newest], { from, to, step });
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
