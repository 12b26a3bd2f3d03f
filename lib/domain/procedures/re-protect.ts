import { createHomeMirror } from "#lib/domain/steps/failback/create-home-mirror.ts";
import { mirrorCompliance } from "#lib/domain/steps/failback/mirror-compliance.ts";
import { failbackOf } from "#lib/domain/steps/failback/pins.ts";
import { rebuildLogShipping } from "#lib/domain/steps/failback/rebuild-log-shipping.ts";
import { removeOtherMirror } from "#lib/domain/steps/failback/remove-other-mirror.ts";
import { reseedOther } from "#lib/domain/steps/failback/reseed-other.ts";
import { returnActiveServers } from "#lib/domain/steps/failback/return-active-servers.ts";
import { setWitness } from "#lib/domain/steps/failback/set-witness.ts";
import { shipFromMirror } from "#lib/domain/steps/failback/ship-from-mirror.ts";
import { startOtherServices } from "#lib/domain/steps/failback/start-other-services.ts";
import { stopShipping } from "#lib/domain/steps/failback/stop-shipping.ts";
import { verifyHome } from "#lib/domain/steps/failback/verify-home.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Procedure, Step } from "#lib/domain/steps/step.ts";

type Pins = Omit<PinnedPlan, "steps">;
const onlyWhen = (step: Step, isIn: (plan: Pins) => boolean): Step => ({ ...step, isIn });

/**
 * Chat is at home and nothing protects it: what is left of a failback that was ended early, or of log shipping that broke. The other
 * copy is made from home again and log shipping leads there. Only what is missing is in a plan.
 */
export const reProtect: Procedure = {
  id: "re-protect",
  stages: () => [
    [onlyWhen(returnActiveServers, activeDiffer)],
    [stopShipping],
    [onlyWhen(removeOtherMirror, (plan) => failbackOf(plan).mirrored.length > 0)],
    [onlyWhen(createHomeMirror, homeUnmirrored)],
    [mirrorCompliance],
    [setWitness],
    [reseedOther],
    [rebuildLogShipping],
    [shipFromMirror],
    [startOtherServices],
    [verifyHome],
  ],
};

function activeDiffer(plan: Pins): boolean {
  const { activeNow } = failbackOf(plan);
  return plan.activeServers.some((s) => !activeNow.some((now) => now.toLowerCase() === s.toLowerCase()));
}

const homeUnmirrored = (plan: Pins) =>
  failbackOf(plan).home.some((copy) => copy.instance === plan.target && copy.role === null);
