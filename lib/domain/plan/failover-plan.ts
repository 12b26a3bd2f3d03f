import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { forecastLoss } from "./forecast-loss.ts";
import { lastChance } from "./last-chance.ts";
import { lookForFailover, mustPassToMove } from "./look-for-failover.ts";
import { type PlanDraft, type PlanLooks, worstFirst } from "./looks.ts";
import { planOf } from "./plan-view.ts";

/** Looks at everything a failover needs and pins its targets by role. @throws AppError "refused" when there is no target or no identity */
export async function buildFailoverPlan(
  looks: PlanLooks,
): Promise<{ readonly pinned: PinnedPlan; readonly view: PlanDraft }> {
  const { pins, fence, home, opposite, share, time, ...seen } = await lookForFailover(looks);
  const findings = worstFirst(seen.findings);
  const blocking = findings
    .filter((f) => mustPassToMove.includes(f.checkId) && f.verdict !== "pass")
    .map((f) => f.checkId);
  const isHomeWritable = opposite.some((o) => o.verdict === "writable");
  const loss = await forecastLoss(looks, share);
  return planOf(looks, pins, {
    findings,
    loss,
    opposite,
    lastChance: lastChance({ opposite, home, loss, isPlanned: fence !== null }),
    time,
    typedName: looks.pool.sites.other,
    blocking: isHomeWritable && !fence ? [...blocking, "home-fenced"] : blocking,
  });
}
