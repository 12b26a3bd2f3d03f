import { barsOf, type HistoryBar, waitKinds } from "#lib/domain/history-bars.ts";
import { figuresOf, type HistoryFigures, type PointFigures, pointFiguresOf } from "#lib/domain/history-figures.ts";
import { type HistoryFilter, runQuery } from "#lib/domain/history-filter.ts";
import { type NeverDone, neverDone } from "#lib/domain/procedures/never-done.ts";
import { ended } from "#lib/domain/run/transitions.ts";
import type { HistoryRow, RunStatus } from "#lib/domain/views/run-view.ts";
import type { ServiceContext } from "./context.ts";
import { type DrillsSince, drillsSince } from "./drills-since.ts";
import { historyRows } from "./list-runs.ts";
import { requirePermission } from "./permissions.ts";

const pageSize = 50;
/** Figures are of so many failovers at most, the newest that the filter leaves; the chart draws fewer. */
const figureRuns = 200;
const drawnRuns = 12;

export type HistoryPage = {
  readonly rows: readonly HistoryRow[];
  /** Label to go on after; null on the last page. */
  readonly next: string | null;
  readonly people: readonly string[];
  readonly total: number;
  readonly finished: number;
  readonly succeeded: number;
  readonly figures: HistoryFigures & { readonly of: number; readonly targetSeconds: number };
  readonly points: PointFigures & { readonly targetSeconds: number };
  /** Of the whole pool, whatever the filter. */
  readonly drills: DrillsSince;
  /** The newest failovers, newest first. */
  readonly bars: readonly HistoryBar[];
  /** Steps that no run of the pool has ever done, by procedure. */
  readonly neverDone: readonly NeverDone[];
};

/** One page of the pool's runs by a filter, with figures over all that it leaves. Safe to call twice. @throws AppError "store-failed" */
export async function listHistory(ctx: ServiceContext, filter: HistoryFilter): Promise<HistoryPage> {
  requirePermission(ctx.actor, "history.read");
  const { history, store, pool } = ctx.console;
  const at = { poolFqdn: pool.fqdn, limit: pageSize + 1 };
  const { after: _, ...unpaged } = filter;
  const [found, counts, people, times, done, drills] = await Promise.all([
    history.findRuns(runQuery(filter, at)),
    history.countRuns(runQuery(filter, at)),
    history.starters(pool.fqdn),
    history.times(runQuery({ ...unpaged, order: "newest" }, { ...at, limit: figureRuns })),
    history.stepsDone(pool.fqdn),
    drillsSince(ctx),
  ]);
  const shown = found.slice(0, pageSize);
  const drawn = times.slice(0, drawnRuns);
  const waits = await store.eventsOfKinds(
    drawn.map((run) => run.id),
    waitKinds,
  );
  const sum = (statuses: readonly RunStatus[]) => statuses.reduce((n, status) => n + (counts[status] ?? 0), 0);
  const targetSeconds = pool.targets.recoveryTimeSeconds;
  return {
    rows: await historyRows(ctx, shown),
    next: found.length > pageSize ? (shown.at(-1)?.label ?? null) : null,
    people,
    total: Object.values(counts).reduce((n, count) => n + count, 0),
    finished: sum(ended),
    succeeded: sum(["succeeded"]),
    figures: {
      ...figuresOf(
        times.map((run) => run.backSeconds),
        targetSeconds,
      ),
      of: times.length,
      targetSeconds,
    },
    points: {
      ...pointFiguresOf(
        times.map((run) => run.pointSeconds),
        pool.targets.recoveryPointSeconds,
      ),
      targetSeconds: pool.targets.recoveryPointSeconds,
    },
    drills,
    bars: barsOf(drawn, waits),
    neverDone: neverDone(Object.keys(done)),
  };
}
