import { whatIfActiveServers, whatIfPersistentChatState, whatIfStartService } from "#lib/domain/commands/cmdlets.ts";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { cmdletAct, known, observed } from "#lib/domain/steps/act.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Act, Step } from "#lib/domain/steps/step.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";

type Pins = Omit<PinnedPlan, "steps">;
type Rehearsal = { readonly id: string; readonly command: PowerShellCommand };

/** The failover's own cmdlets with its own values, each with -WhatIf. */
const rehearsals = (plan: Pins, { activeListIdentity }: Pool): readonly Rehearsal[] => [
  { id: "rehearse:set-pool-state", command: whatIfPersistentChatState(plan.poolStateIdentity) },
  ...Object.entries(plan.chatServices).map(([server, service]) => ({
    id: `rehearse:start-service:${server}`,
    command: whatIfStartService(server, service),
  })),
  { id: "rehearse:set-active-servers", command: whatIfActiveServers(plan.activeServers, activeListIdentity) },
];

/** Every cmdlet of a failover is called and changes nothing: module, account, names and parameters are proven. */
export const drillRehearse: Step = {
  id: "drill-rehearse",
  number: "",
  way: "needs-no-undo",
  precheck: [],
  proof: [],
  planned: (plan, pool) => rehearsals(plan, pool).map(({ command }) => known(command)),
  acts: ({ plan, pool }) => ({ acts: rehearsals(plan, pool).map(rehearse) }),
};

/** Its whole effect is its answer: one that nobody heard is asked again. A refusal is recorded, and the drill may go on. */
function rehearse({ id, command }: Rehearsal): Act {
  return cmdletAct(command, {
    id,
    repeatable: true,
    skip: "cmdlet-not-rehearsed",
    observe: async (ctx) =>
      observed(resultOf(ctx.run, id) === undefined ? "not-started" : "done", { cmdlet: command.text }),
  });
}
