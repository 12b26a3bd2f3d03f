import { setActiveServers } from "#lib/domain/commands/cmdlets.ts";
import { clearActiveServers } from "#lib/domain/commands/services.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { cmdletAct, observed } from "./act.ts";
import { readChatService } from "./shell-reads.ts";
import type { Act } from "./step.ts";

type At = { readonly pool: Pool; readonly poolFqdn: string; readonly activeNow: readonly string[] };

/** Empties the list of active servers: nobody may connect anew (trap T6). An aborted run gives the list back as it was. */
export function clearActiveList(at: At): Act {
  return cmdletAct(clearActiveServers(at.pool.activeListIdentity), {
    id: "clear-active-servers",
    repeatable: true,
    undo: listAgain(at),
    observe: async (ctx) => {
      const { ActiveServers } = await readChatService(ctx.ports.shell, at.poolFqdn);
      return observed(ActiveServers.length === 0 ? "done" : "not-started", {
        active: ActiveServers.join(", ") || "none",
      });
    },
  });
}

function listAgain({ pool, poolFqdn, activeNow }: At): Act {
  return cmdletAct(setActiveServers(activeNow, pool.activeListIdentity), {
    id: "undo:clear-active-servers",
    repeatable: true,
    observe: async (ctx) => {
      const { ActiveServers } = await readChatService(ctx.ports.shell, poolFqdn);
      const isBack = activeNow.every((s) => ActiveServers.includes(s));
      return observed(isBack ? "done" : "not-started", { active: ActiveServers.join(", ") || "none" });
    },
  });
}
