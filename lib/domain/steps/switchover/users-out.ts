import { setActiveServers } from "#lib/domain/commands/cmdlets.ts";
import { clearActiveServers } from "#lib/domain/commands/services.ts";
import { known } from "#lib/domain/steps/act.ts";
import { clearActiveList } from "#lib/domain/steps/clear-active-list.ts";
import { onlyToUndo } from "#lib/domain/steps/failback/pins.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { switchoverOf } from "./pins.ts";

/** Nobody may connect anew; those who are connected are out when the fence stops the services. persistent-chat A.4, 2. */
export const usersOut: Step = {
  id: "users-out",
  number: "",
  way: "can-be-undone",
  precheck: [],
  proof: [],
  planned: (plan, { activeListIdentity }) => [
    known(clearActiveServers(activeListIdentity)),
    { command: setActiveServers(switchoverOf(plan).activeNow, activeListIdentity), rules: onlyToUndo },
  ],
  acts: ({ plan, pool }) => ({
    acts: [clearActiveList({ pool, poolFqdn: plan.poolFqdn, activeNow: switchoverOf(plan).activeNow })],
  }),
};
