import { believed, type Check, type CheckContext, type Judgement, judged } from "#lib/domain/health/check.ts";
import { recoveryPointOf } from "#lib/domain/health/recovery-point.ts";
import type { LogShippingView } from "#lib/domain/views/overview-view.ts";
import { every } from "./pool-parts.ts";
import { restoreThreshold, usualThreshold } from "./shipping-parts.ts";

const base = {
  family: "log-shipping",
  cost: "statement",
  everySeconds: every.instance,
  onlyNormal: true,
} as const;
const seconds = (value: number) => ({ value, unit: "seconds" }) as const;

type Lags = NonNullable<LogShippingView["value"]>;

/**
 * The three lags. Each is the distance between two times of the same server, so a wrong clock changes none of them. Bad: over the pool's
 * target. Warning: over the threshold that log shipping itself was given. Source: sql-server.md A2, peers 11 and 14.
 */
export const lagChecks: readonly Check[] = [
  {
    ...base,
    id: "log-backup-age",
    needed: ["failover", "switchover"],
    threshold: seconds(usualThreshold),
    judge: (ctx) => lag(ctx, (v) => v.backupLagSeconds, { file: "lastBackupFile", limit: pointOf(ctx) }),
  },
  {
    ...base,
    id: "log-copy-lag",
    needed: ["failover", "switchover"],
    threshold: seconds(usualThreshold),
    judge: (ctx) => lag(ctx, (v) => v.copyLagSeconds, { file: "lastCopiedFile", limit: pointOf(ctx) }),
  },
  {
    ...base,
    id: "log-restore-lag",
    needed: ["failover", "switchover"],
    threshold: seconds(usualThreshold),
    judge: (ctx) => lag(ctx, (v) => v.restoreLagSeconds, { file: "lastRestoredFile", limit: restoreThreshold(ctx) }),
  },
  {
    ...base,
    id: "recovery-point",
    needed: ["failover"],
    threshold: seconds(900),
    // What was copied counts only as far as the chain leads: behind a break nothing can be applied.
    judge: (ctx) => {
      const { seconds: point, brokenAfter } = recoveryPointOf(ctx.seen);
      const more = brokenAfter === null ? {} : { "nothing can be applied after": brokenAfter };
      const of = { file: "lastCopiedFile", limit: pointOf(ctx) } as const;
      return lag(ctx, () => point, of).map((each) => ({ ...each, facts: { ...each.facts, ...more } }));
    },
  },
];

const pointOf = (ctx: CheckContext) => ctx.pool.targets.recoveryPointSeconds;

type Of = { readonly file: "lastBackupFile" | "lastCopiedFile" | "lastRestoredFile"; readonly limit: number };

function lag(ctx: CheckContext, figure: (value: Lags) => number | null, of: Of): readonly Judgement[] {
  const seen = believed(ctx, ctx.seen.logShipping, { target: null, everySeconds: every.instance });
  if ("unknown" in seen) return [seen.unknown];
  const { value, at } = seen;
  const file = value[of.file];
  if (value.removed)
    return [judged(null, "bad", { "log shipping": "not set up on any instance of the other site" }, at)];
  const now = figure(value);
  if (now === null) return [judged(null, "unknown", { why: "a time is missing, or a file's name has none", file }, at)];
  const facts = { seconds: now, limit: of.limit, file };
  return [judged(null, now > of.limit ? "bad" : "good", facts, at)];
}
