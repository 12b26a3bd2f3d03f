import { readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import { evidenceAct } from "#lib/domain/steps/act.ts";
import { compareFingerprints } from "#lib/domain/steps/compare-fingerprints.ts";
import { fingerprintId } from "#lib/domain/steps/fence-home-acts.ts";
import type { LiveContext, Step } from "#lib/domain/steps/step.ts";
import { becameDisaster } from "./prove-no-loss.ts";

/** Before anybody may write: the recovered copy says exactly what home said when its last writer was out. Nobody goes past a difference. */
export const compareCopies: Step = {
  id: "compare-copies",
  number: "",
  way: "needs-no-undo",
  precheck: [],
  proof: [],
  planned: () => [],
  acts: ({ plan, run }) => ({
    acts: becameDisaster(run)
      ? []
      : [
          evidenceAct("fingerprint-other", plan.target, (ctx) => readFingerprint(ctx.ports.sql, plan.target)),
          evidenceAct("fingerprints-equal", plan.target, asHomeWas),
        ],
  }),
};

async function asHomeWas({ run, plan }: LiveContext): Promise<unknown> {
  return compareFingerprints(run, {
    left: { actId: fingerprintId(run), instance: plan.fence?.instance ?? "home" },
    now: { actId: "fingerprint-other", instance: plan.target },
  });
}
