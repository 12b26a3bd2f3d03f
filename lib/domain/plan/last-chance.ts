import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { LossView } from "#lib/domain/views/run-view.ts";
import type { Side } from "./looks.ts";

/**
 * What could still save the log before anything is switched (dba-notes 7). `loss` is what a failover now would lose: with a living
 * principal or a mirror that is in step, all of it could be saved. Silence is written down with the time of the last asking.
 */
export function lastChance(at: {
  readonly opposite: PlanView["opposite"];
  readonly home: Side;
  readonly loss: LossView;
  /** Whether the plan itself saves the log: it fences home before step 1. */
  readonly isPlanned: boolean;
}): NonNullable<PlanView["lastChance"]> {
  const { opposite, home, loss, isPlanned } = at;
  const asked = opposite.map((o) => ({ instance: o.instance, at: o.at, answer: o.detail }));
  const saves = { fewest: loss.fewest, most: loss.most, since: loss.completeUpTo };
  const principal = opposite.find((o) => o.verdict === "writable");
  if (principal)
    return { kind: "home-principal-answers", instance: principal.instance, mirroring: null, saves, asked, isPlanned };
  const mirror = home.find((s) => s.database.value?.role === "MIRROR");
  if (!mirror)
    return { kind: "nothing-answers", instance: null, mirroring: null, saves: null, asked, isPlanned: false };
  const mirroring = mirror.database.value?.mirroring ?? null;
  return { kind: "home-mirror-alive", instance: mirror.instance.name, mirroring, saves, asked, isPlanned: false };
}
