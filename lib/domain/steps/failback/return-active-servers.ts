import { startService } from "#lib/domain/commands/cmdlets.ts";
import { setServiceStart } from "#lib/domain/commands/services.ts";
import { known } from "#lib/domain/steps/act.ts";
import { finding } from "#lib/domain/steps/finding.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { activateServers, serversPing } from "#lib/domain/steps/set-active-servers.ts";
import type { Check, Step } from "#lib/domain/steps/step.ts";
import { failbackOf } from "./pins.ts";
import { serviceAct } from "./service-act.ts";
import { startTypesBack, startTypesOf } from "./start-type.ts";

type Pins = Omit<PinnedPlan, "steps">;

const serversPingUnlessTooEarly: Check = {
  ...serversPing,
  look: async (ctx) =>
    ctx.plan.order === "documented"
      ? finding(ctx, "services-ready", "warn", {
          silent: "looked at after the pool state: until then the servers use the read-only copy",
          servers: ctx.plan.activeServers.length,
        })
      : serversPing.look(ctx),
};

const chatStep = activateServers({ id: "return-active-servers", number: "6", proof: [serversPingUnlessTooEarly] });

/** Services of home's active servers beside the chat service itself: compliance starts with chat. */
function alsoStarted(plan: Pins) {
  return failbackOf(plan).homeServices.filter(
    (s) => plan.activeServers.includes(s.server) && plan.chatServices[s.server] !== s.service,
  );
}

/** Printed step 6: the servers of the list from before, services running, then the whole list at once. */
export const returnActiveServers: Step = {
  ...chatStep,
  planned: (plan, pool) => [
    ...startTypesOf(plan).map((s) => known(setServiceStart(s.server, s.service, s.startType))),
    ...alsoStarted(plan).map((s) => known(startService(s.server, s.service))),
    ...chatStep.planned(plan, pool),
  ],
  acts: (ctx) => ({
    acts: [
      ...startTypesBack(ctx.plan),
      ...alsoStarted(ctx.plan).map((s) => serviceAct("Running", s)),
      ...chatStep.acts(ctx).acts,
    ],
  }),
};
