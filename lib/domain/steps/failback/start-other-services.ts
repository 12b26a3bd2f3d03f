import { startService } from "#lib/domain/commands/cmdlets.ts";
import { known } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { LiveContext, Step } from "#lib/domain/steps/step.ts";
import { failbackOf, type ServicePin } from "./pins.ts";
import { readService } from "./read-service.ts";
import { serviceAct } from "./service-act.ts";

const ran = (plan: Omit<PinnedPlan, "steps">): readonly ServicePin[] => failbackOf(plan).otherRan ?? [];

/** Each service of the other site that ran before the failover and does not now, with what it is doing. A server's silence throws. */
export async function otherServicesDiffer(ctx: LiveContext): Promise<readonly string[]> {
  const now = await Promise.all(ran(ctx.plan).map((at) => readService(ctx.ports.shell, at)));
  return ran(ctx.plan).flatMap((at, i) =>
    now[i] === "Running" ? [] : [`${at.server}: ${at.service} is ${now[i] ?? "gone"}, it was Running`],
  );
}

/**
 * Ours: what ran in the other site before the failover runs again. The servers there are off the active list and take no users, but
 * the next failover finds them started (persistent-chat.md A.5: a server outside the list may run). After the pool's return: until
 * then they would open the copy that is being left.
 */
export const startOtherServices: Step = {
  id: "start-other-services",
  number: "",
  way: "can-be-undone",
  skip: { price: "other-stays-off" },
  precheck: [],
  proof: [
    check(
      "other-services-back",
      async (ctx) => {
        const differ = await otherServicesDiffer(ctx);
        return finding(ctx, "other-services-back", differ.length === 0 ? "pass" : "fail", {
          differ: differ.join("; ") || "nothing",
        });
      },
      { patienceMs: 60_000, mayGoOn: true },
    ),
  ],
  isIn: (plan) => ran(plan).length > 0,
  planned: (plan) => ran(plan).map((at) => known(startService(at.server, at.service))),
  acts: ({ plan }) => ({ acts: ran(plan).map((at) => serviceAct("Running", at)) }),
};
