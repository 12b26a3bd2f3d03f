import { judgeAll, readinessOf } from "#lib/domain/health/judge-all.ts";
import { recoveryPointOf } from "#lib/domain/health/recovery-point.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { HealthView } from "#lib/domain/views/health-view.ts";
import { healthReadings, type Seen } from "#lib/watch/seen.ts";

/** The health page's view of what was seen, judged at `now` (ISO). Pure. */
export function buildHealth(pool: Pool, seen: Seen, now: string): HealthView {
  const ctx = { pool, seen: healthReadings(seen), now };
  const checks = judgeAll(ctx);
  const { chain, loss, logShipping, recoveryTime } = seen;
  const proven = chain.value;
  return {
    poolFqdn: pool.fqdn,
    homeName: pool.sites.home,
    otherName: pool.sites.other,
    serverNow: now,
    checks,
    readiness: readinessOf(checks, ctx),
    recovery: {
      lags: logShipping,
      point: recoveryPointOf(seen),
      targets: pool.targets,
      loss,
      time: recoveryTime,
      chain: {
        ...chain,
        value: proven && {
          redoLsn: proven.redo.lsn,
          endLsn: proven.end.lsn,
          lastFile: proven.lastFile,
          toApply: proven.toApply,
        },
      },
    },
  };
}
