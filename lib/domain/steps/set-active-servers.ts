import { setActiveServers as setActive, startService } from "#lib/domain/commands/cmdlets.ts";
import { readPings } from "#lib/domain/commands/observations.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { cmdletAct, evidenceAct, known, observed } from "./act.ts";
import { check, finding } from "./finding.ts";
import { mindingHome } from "./returned/home-returned.ts";
import { replicasCurrent } from "./set-pool-state.ts";
import { readChatService, readChatWindowsService, readReplicas } from "./shell-reads.ts";
import type { Check, Step } from "./step.ts";
import type { StepId } from "./step-id.ts";

type Pings = readonly { readonly address: string; readonly lastPing: string | null }[];

/** Every server that was made active pings in the mgc that now serves: its ping time moved since we looked first. */
export const serversPing: Check = check(
  "services-ready",
  async (ctx) => {
    const before = (resultOf(ctx.run, "pin-pings") as Pings | undefined) ?? [];
    const now: Pings = await readPings(ctx.ports.sql, ctx.plan.target);
    const at = (pings: Pings, server: string) =>
      pings.find((p) => p.address.toLowerCase().includes(server.toLowerCase()))?.lastPing ?? null;
    const silent = ctx.plan.activeServers.filter((s) => at(now, s) === null || at(now, s) === at(before, s));
    return finding(ctx, "services-ready", silent.length === 0 ? "pass" : "fail", {
      silent: silent.join(", ") || "none",
      servers: ctx.plan.activeServers.length,
    });
  },
  { patienceMs: 3 * 60_000, mayGoOn: true },
);

/** Step 7: at most four servers of the surviving site, services running, then the whole list at once. Users are back. */
export const setActiveServers: Step = mindingHome(
  activateServers({ id: "set-active-servers", number: "7", proof: [serversPing] }),
);

/** Starts the services of the servers that the plan pinned, then states the whole list at once. */
export function activateServers(at: {
  readonly id: StepId;
  readonly number: string;
  readonly proof: readonly Check[];
}): Step {
  return {
    id: at.id,
    number: at.number,
    way: "can-be-undone",
    precheck: [],
    proof: [replicasCurrent("pin-replicas-again"), ...at.proof],
    planned: (plan, pool) => [
      ...Object.entries(plan.chatServices).map(([server, service]) => known(startService(server, service))),
      known(setActive(plan.activeServers, pool.activeListIdentity)),
    ],
    acts: ({ plan, pool }) => ({
      acts: [
        evidenceAct("pin-pings", plan.target, (ctx) => readPings(ctx.ports.sql, plan.target)),
        evidenceAct("pin-replicas-again", "management shell", (ctx) => readReplicas(ctx.ports.shell)),
        ...Object.entries(plan.chatServices).map(([server, service]) =>
          cmdletAct(startService(server, service), {
            id: `start-service:${server}`,
            repeatable: true,
            skip: "server-stays-off",
            observe: async (ctx) => {
              const seen = await readChatWindowsService(ctx.ports.shell, server);
              return observed(seen?.status === "Running" ? "done" : "not-started", {
                server,
                service,
                status: seen?.status ?? "no such service",
              });
            },
          }),
        ),
        cmdletAct(setActive(plan.activeServers, pool.activeListIdentity), {
          id: "set-active-servers",
          repeatable: true,
          asksWhenFoundDone: true,
          observe: async (ctx) => {
            const seen = await readChatService(ctx.ports.shell, plan.poolFqdn);
            const key = (list: readonly string[]) =>
              list
                .map((s) => s.toLowerCase())
                .sort()
                .join(",");
            return observed(key(seen.ActiveServers) === key(plan.activeServers) ? "done" : "not-started", {
              active: seen.ActiveServers.join(", ") || "none",
            });
          },
        }),
      ],
    }),
  };
}
