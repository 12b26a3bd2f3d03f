import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** How often was drilled since the pool last failed over, and when the next drill is due. Times are ISO UTC. */
export type DrillsSince = {
  readonly count: number;
  /** The newest failover that ended; null: never. */
  readonly failoverAt: string | null;
  /** The newest drill that succeeded; null: never. */
  readonly lastAt: string | null;
  /** By the pool file's days, from the newest of both; null: neither ever happened. */
  readonly dueAt: string | null;
};

const dayMs = 86_400_000;

/** Reads only. @throws AppError "store-failed" */
export async function drillsSince(ctx: ServiceContext): Promise<DrillsSince> {
  requirePermission(ctx.actor, "history.read");
  const { history, pool } = ctx.console;
  const newest = { poolFqdn: pool.fqdn, order: "newest", limit: 1 } as const;
  const succeeded = ["succeeded", "succeeded-service-not-proven"] as const;
  const [[failover], [drill]] = await Promise.all([
    history.findRuns({ ...newest, procedure: "failover", statuses: succeeded }),
    history.findRuns({ ...newest, procedure: "drill", statuses: ["succeeded"] }),
  ]);
  const failoverAt = failover?.finishedAt ?? null;
  const lastAt = drill?.finishedAt ?? null;
  const counts = await history.countRuns({
    ...newest,
    procedure: "drill",
    statuses: ["succeeded"],
    ...(failoverAt === null ? {} : { from: failoverAt }),
  });
  const last = [failoverAt, lastAt]
    .filter((at) => at !== null)
    .sort()
    .at(-1);
  const dueAt = last && new Date(Date.parse(last) + pool.targets.drillEveryDays * dayMs).toISOString();
  return { count: counts.succeeded ?? 0, failoverAt, lastAt, dueAt: dueAt ?? null };
}
