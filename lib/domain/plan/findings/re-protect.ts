import { monitorSecondaryQuery, monitorSecondaryRow } from "#lib/domain/commands/queries/log-shipping-monitor.ts";
import { readShippingPrimary, readShippingSecondary } from "#lib/domain/commands/shipping-observations.ts";
import { type PlanLooks, planFinding, type Side, see } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import { compareOther } from "#lib/domain/steps/failback/other-behind.ts";
import type { Rebuild } from "#lib/domain/steps/failback/pins.ts";

type At = { readonly home: string; readonly other: Side[number]; readonly rebuild: Rebuild };

/** What is left of a failback can be finished only where chat is at home. */
export function poolNormal(looks: PlanLooks, poolState: string): Finding {
  return planFinding(looks, "pool-normal", poolState === "Normal" ? "pass" : "fail", { poolState });
}

/** The other copy is replaced: it must hold nothing that home lacks. */
export async function otherIsBehind(looks: PlanLooks, at: At): Promise<Finding> {
  const { sql } = looks.ports;
  const seen = await see(compareOther({ sql, home: at.home, other: at.other.instance.name }));
  if (!seen.value)
    return planFinding(looks, "other-behind", "unknown", { instance: at.other.instance.name, error: seen.error });
  return planFinding(looks, "other-behind", seen.value.verdict, seen.value.facts);
}

/** Whether log shipping to the other site is gone or broken; where it works, making the copy anew would only take its protection away. */
export async function shippingBroken(looks: PlanLooks, at: At): Promise<Finding> {
  const broken = await whatIsBroken(looks, at);
  return planFinding(looks, "shipping-broken", broken.length > 0 ? "pass" : "fail", {
    from: at.home,
    to: at.other.instance.name,
    broken: broken.join("; ") || "nothing",
  });
}

async function whatIsBroken(looks: PlanLooks, { home, other, rebuild }: At): Promise<readonly string[]> {
  const { sql, clock } = looks.ports;
  const to = other.instance.name;
  const [primary, secondary, monitor] = await Promise.all([
    see(readShippingPrimary(sql, home)),
    see(readShippingSecondary(sql, to)),
    see(sql.read(monitorSecondaryQuery(to), monitorSecondaryRow)),
  ]);
  const state = other.database.value?.state ?? "absent";
  const restored = monitor.value?.[0]?.lastRestoredUtc ?? null;
  const ageMinutes = restored === null ? null : (clock.now().getTime() - Date.parse(restored)) / 60_000;
  const threshold = rebuild.secondary?.restoreThreshold ?? null;
  return [
    ...(primary.error === null && !primary.value ? [`${home} ships no log`] : []),
    ...(primary.value && primary.value.secondaries === 0 ? [`${home} names no secondary`] : []),
    ...(primary.value && primary.value.enabled !== 1 ? [`the backup job on ${home} is off or gone`] : []),
    ...(secondary.error === null && !secondary.value ? [`${to} is no secondary`] : []),
    ...(secondary.value && (!secondary.value.copyJob || !secondary.value.restoreJob) ? [`${to} lacks a job`] : []),
    ...(state === "RESTORING" || other.database.value?.standby ? [] : [`mgc on ${to} is ${state}: it takes no log`]),
    ...(secondary.value && ageMinutes !== null && threshold !== null && ageMinutes > threshold
      ? [`nothing was restored on ${to} for ${Math.floor(ageMinutes)} minutes, the threshold is ${threshold}`]
      : []),
  ];
}
