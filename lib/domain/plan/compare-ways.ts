import { stagesOf } from "#lib/domain/procedures/all.ts";
import type { Way } from "#lib/domain/steps/failback/pins.ts";
import { failbackOf } from "#lib/domain/steps/failback/pins.ts";
import type { Order, PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { StepId } from "#lib/domain/steps/step-id.ts";
import type { Span, WayView } from "#lib/domain/views/plan-view.ts";
import { forecastTime, type TimeFacts } from "./forecast-time.ts";

const ways: readonly Way[] = ["log-swap", "full-restore"];
/** Nobody chats from the first of these until the last of the others is done. */
const usersGo: StepId = "stop-other-chat";
const usersBack: readonly StepId[] = ["return-pool-state", "return-active-servers"];

type Facts = {
  readonly time: TimeFacts;
  /** Size of mgc's files in bytes as text; null when not known. */
  readonly sizeBytes: string | null;
  readonly equalVersions: boolean;
};

/**
 * Both ways beside each other: how long nobody chats, how long all of it takes, how much is carried over, and the step after
 * which the old copy at home is gone. Only from measured runs; a step that nobody measured leaves the span open. Pure.
 */
export function compareWays(pins: Omit<PinnedPlan, "steps">, facts: Facts): readonly WayView[] {
  return ways.map((way) => {
    const failback = { ...failbackOf(pins), way };
    const stagesIn = (order: Order) =>
      stagesOf({ ...pins, failback, order }).map((stage) => stage.map((step) => step.id));
    const ids = stagesIn(pins.order).flat();
    const { estimateOf, time } = forecastTime(stagesIn, pins.order, facts.time);
    const last = Math.max(...usersBack.map((id) => ids.indexOf(id)));
    const out = ids.slice(ids.indexOf(usersGo), last + 1);
    const copies = way === "full-restore" ? 2 : 1;
    return {
      way,
      isRecommended: (way === "log-swap") === facts.equalVersions,
      usersOut: sum(out.map(estimateOf)),
      total: time.total,
      copies,
      bytes: facts.sizeBytes === null ? null : (BigInt(facts.sizeBytes) * BigInt(copies)).toString(),
      homeGoneAfter: way === "full-restore" ? "restore-home" : "seed-home",
      otherGoneAfter: way === "full-restore" ? "reseed-other" : null,
    };
  });
}

function sum(spans: readonly Span[]): Span {
  const most = spans.reduce<number | null>((all, s) => (all === null || s.most === null ? null : all + s.most), 0);
  return { fewest: spans.reduce((all, s) => all + s.fewest, 0), most };
}
