import { installMirror } from "#lib/domain/commands/cmdlets.ts";
import { known } from "#lib/domain/steps/act.ts";
import { mirrorAct, mirrorSynchronized } from "#lib/domain/steps/create-mirror.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { failbackOf } from "./pins.ts";

type Pins = Omit<PinnedPlan, "steps">;

/** What home B still holds was looked at and kept where it opened (step 0); the set-up drops it (dba-notes 29). */
function command(plan: Pins, pool: Pool) {
  const left = failbackOf(plan).home.find((h) => h.instance === plan.targetMirror);
  return installMirror({
    sqlFqdn: plan.targetSqlFqdn,
    sqlInstance: plan.targetSqlInstance,
    share: pool.folders.mirrorShare.asServer,
    dropExisting: left !== undefined && left.state !== "absent",
  });
}

const hasMirror = (plan: Pins) => plan.targetMirror !== null && failbackOf(plan).rebuild.wasMirrored;

/** Home's mirror, before log shipping and before users: log backups that the set-up takes belong to the chain (dba-notes 11). */
export const createHomeMirror: Step = {
  id: "create-home-mirror",
  number: "",
  way: "can-be-undone",
  skip: { price: "no-mirror" },
  precheck: [],
  proof: [
    check(
      "mirror-synchronized",
      async (ctx) =>
        hasMirror(ctx.plan)
          ? mirrorSynchronized.look(ctx)
          : finding(ctx, "mirror-synchronized", "warn", {
              found: "home had no mirror, or its second instance is away",
            }),
      { patienceMs: mirrorSynchronized.patienceMs, mayGoOn: true },
    ),
  ],
  planned: (plan, pool) => (hasMirror(plan) ? [known(command(plan, pool))] : []),
  acts: ({ plan, pool }) => ({
    acts: hasMirror(plan) ? [mirrorAct("create-home-mirror", plan.target, command(plan, pool))] : [],
  }),
};
