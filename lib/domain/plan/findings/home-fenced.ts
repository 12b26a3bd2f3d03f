import { type PlanLooks, planFinding } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";

/** Rule 1 as it stands now: a writable copy fails, or warns where the plan fences it; silence is unknown, only proof passes. */
export function homeFencedFinding(looks: PlanLooks, opposite: PlanView["opposite"], isFencePlanned: boolean): Finding {
  const isWritable = opposite.some((o) => o.verdict === "writable");
  const isSilent = opposite.some((o) => o.verdict === "unreachable" || o.verdict === "answers-unproven");
  const facts = Object.fromEntries(opposite.map((o) => [o.instance, `${o.verdict}: ${o.detail}`]));
  return planFinding(
    looks,
    "home-fenced",
    isWritable ? (isFencePlanned ? "warn" : "fail") : isSilent ? "unknown" : "pass",
    facts,
  );
}
