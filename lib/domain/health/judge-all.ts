import { AppError } from "#lib/domain/errors.ts";
import type { CheckView, ReadinessView } from "#lib/domain/views/health-view.ts";
import {
  type Check,
  type CheckContext,
  type CheckState,
  checkStates,
  type Direction,
  directions,
  type Judgement,
  judged,
} from "./check.ts";
import { checks } from "./checks/all.ts";
import { isFailedOver } from "./checks/pool-parts.ts";

/** Every check judged now, in the order of the registry. A check that throws is unknown, and says what it met. Pure. */
export function judgeAll(ctx: CheckContext, all: readonly Check[] = checks): readonly CheckView[] {
  return all.map((check) => {
    const results = judgeOne(ctx, check);
    return {
      id: check.id,
      family: check.family,
      state: worst(results.map(({ state }) => state)),
      everySeconds: check.everySeconds,
      cost: check.cost,
      threshold: check.threshold,
      needed: check.needed,
      results: [...results].sort((a, b) => checkStates.indexOf(a.state) - checkStates.indexOf(b.state)),
    };
  });
}

function judgeOne(ctx: CheckContext, check: Check): readonly Judgement[] {
  if (check.onlyNormal && isFailedOver(ctx))
    return [judged(null, "not-available", { why: "the pool is failed over" }, null)];
  try {
    const results = check.judge(ctx);
    return results.length === 0
      ? [judged(null, "not-available", { why: "there is nothing here that it is about" }, null)]
      : results;
  } catch (error) {
    const why = error instanceof Error ? error.message : new AppError("internal", String(error)).message;
    return [judged(null, "unknown", { why }, null)];
  }
}

/** Bad before unknown before warning before good; what is not available only when there is nothing else. */
export function worst(states: readonly CheckState[]): CheckState {
  return checkStates.find((state) => states.includes(state)) ?? "unknown";
}

/**
 * One verdict for a direction from the checks it needs: bad when one of them is, not proven when one is unknown. Warnings are counted
 * and change nothing. A direction that the pool's state leaves no room for is "not-now". Pure.
 */
export function readinessOf(views: readonly CheckView[], ctx: Pick<CheckContext, "seen">): readonly ReadinessView[] {
  return directions.map((direction) => {
    const needed = views.filter((view) => view.needed.includes(direction));
    const ids = (state: CheckState) => needed.filter((view) => view.state === state).map(({ id }) => id);
    const [bad, unknown, warning, good] = [ids("bad"), ids("unknown"), ids("warning"), ids("good")];
    const kind = isNotNow(direction, ctx)
      ? "not-now"
      : bad.length > 0
        ? "not-ready"
        : unknown.length > 0
          ? "not-proven"
          : "ready";
    return { direction, kind, bad, unknown, warning, good: good.length, all: needed.length };
  });
}

/** There is nothing to fail over to once that was done, and nothing to bring back before. */
function isNotNow(direction: Direction, { seen }: Pick<CheckContext, "seen">): boolean {
  if (direction === "failover" || direction === "switchover") return isFailedOver({ seen });
  return direction === "failback" && seen.poolState.value === "Normal" && seen.poolState.error === null;
}
