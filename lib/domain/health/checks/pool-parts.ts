import type { CheckContext } from "#lib/domain/health/check.ts";
import { holdsCopy } from "#lib/domain/health/verdict.ts";
import type { Instance, SiteKey } from "#lib/domain/topology/pool.ts";

/** Seconds between two readings of each kind; the sweep's defaults are the same figures. */
export const every = {
  instance: 3,
  work: 6,
  parity: 60,
  lync: 5,
  service: 20,
  startType: 60,
  share: 5,
  chain: 10,
  minute: 60,
} as const;

/** The instances that hold or will hold a copy of mgc, of one site or of both. */
export function copies(ctx: CheckContext, site?: SiteKey): readonly Instance[] {
  return ctx.pool.instances.filter((each) => holdsCopy(each) && (site === undefined || each.site === site));
}

/** The one instance whose mgc takes writes, as last read without error; null when there is none or more than one. */
export function liveInstance(ctx: CheckContext): Instance | null {
  const live = copies(ctx).filter((each) => {
    const reading = ctx.seen.instances[each.name];
    return reading?.error === null && reading.value?.writable === true;
  });
  return live.length === 1 ? (live[0] ?? null) : null;
}

/** The site that serves: the live copy's, else what the pool state says. */
export function servingSite(ctx: CheckContext): SiteKey {
  return liveInstance(ctx)?.site ?? (ctx.seen.poolState.value === "FailedOver" ? "other" : "home");
}

/** Whether the pool is known to be failed over: then nothing is asked of what a failover takes away on purpose. */
export function isFailedOver(ctx: Pick<CheckContext, "seen">): boolean {
  return ctx.seen.poolState.value === "FailedOver";
}
