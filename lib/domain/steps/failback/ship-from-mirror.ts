import { enableJob } from "#lib/domain/commands/log-shipping-removal.ts";
import { addPrimarySecondary, addShippingPrimary } from "#lib/domain/commands/log-shipping-setup.ts";
import { swapPartners } from "#lib/domain/commands/mirroring.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import { evidenceAct, known, observed, sqlAct } from "#lib/domain/steps/act.ts";
import { doNow, leaveOpen } from "#lib/domain/steps/choices.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Act, LiveContext, Step } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";
import { addPrimaryAct, jobOn, linkSecondaryAct } from "./shipping-acts.ts";

type Pins = Omit<PinnedPlan, "steps">;

/** The mirror and what the capture had of its log shipping; null when it had none or has no mirror now. */
function mirrorOf(plan: Pins) {
  const mirror = plan.targetMirror;
  const { rebuild } = failbackOf(plan);
  const wanted = mirror === null || !rebuild.wasMirrored ? undefined : rebuild.primaries[mirror];
  return mirror !== null && wanted ? { mirror, wanted } : null;
}

/** Log shipping of home's mirror, which only a principal can be given: there and back, a short interruption each time. Now, or a named gap. */
export const shipFromMirror: Step = {
  id: "ship-from-mirror",
  number: "5",
  way: "can-be-undone",
  skip: { price: "no-shipping-from-mirror" },
  precheck: [],
  proof: [],
  planned: (plan) => {
    const at = mirrorOf(plan);
    if (!at) return [];
    return [
      known(swapPartners(plan.target, "mgc")),
      known(addShippingPrimary(at.mirror, at.wanted)),
      known(addPrimarySecondary(at.mirror, failbackOf(plan).source)),
      known(enableJob(at.mirror, at.wanted.backupJob)),
      known(swapPartners(at.mirror, "mgc")),
    ];
  },
  acts: ({ plan, run }) => {
    const at = mirrorOf(plan);
    // Home's mirror was left out: there is nothing to swap with, and what is missing shows in as-before.
    if (!at || run.acts.get("create-home-mirror")?.status === "skipped") return { acts: [] };
    const answer = run.taken.find((t) => t.decision.kind === "ship-from-mirror")?.choice;
    if (answer === undefined)
      return {
        acts: [],
        question: {
          key: "ship-from-mirror",
          kind: "ship-from-mirror",
          facts: { mirror: at.mirror, principal: plan.target },
          choices: [doNow, leaveOpen],
          suggested: "do-now",
        },
      };
    if (answer === "leave-open") return { acts: [] };
    return {
      acts: [
        swap("mirror-there", { from: plan.target, to: at.mirror }),
        addPrimaryAct(at.mirror, at.wanted),
        linkSecondaryAct(at.mirror, failbackOf(plan).source),
        jobOn(at.mirror, at.wanted.backupJob),
        evidenceAct("mirror-in-step", at.mirror, (ctx) => waitInStep(ctx, at.mirror)),
        swap("mirror-back", { from: at.mirror, to: plan.target }),
      ],
    };
  },
};

/** One swap: sent to the principal, done when the other one is it. */
function swap(id: string, at: { readonly from: string; readonly to: string }): Act {
  return sqlAct(swapPartners(at.from, "mgc"), {
    id,
    repeatable: false,
    asksWhenFoundDone: true,
    observe: async (ctx) => {
      const to = await readDatabase(ctx.ports.sql, at.to, "mgc");
      const facts = { instance: at.to, role: to.role, state: to.mirroring };
      if (to.role === "PRINCIPAL") return observed("done", facts);
      return observed(to.role === "MIRROR" ? "not-started" : "unknown", facts);
    },
  });
}

/** After a swap the partners need a moment before the way back is open (1422). At most ten minutes. */
async function waitInStep(ctx: LiveContext, principal: string): Promise<unknown> {
  const until = ctx.ports.clock.monotonicMs() + 600_000;
  for (;;) {
    const db = await readDatabase(ctx.ports.sql, principal, "mgc");
    if (db.mirroring === "SYNCHRONIZED") return { state: db.mirroring };
    if (ctx.ports.clock.monotonicMs() > until)
      throw new AppError("refused", `the mirror of ${principal} is ${db.mirroring ?? "gone"} after ten minutes`);
    await ctx.ports.clock.sleep(1_000, ctx.act.signal);
  }
}
