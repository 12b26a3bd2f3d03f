import { replicateManagementStore, setPersistentChatState } from "#lib/domain/commands/cmdlets.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { cmdletAct, evidenceAct, known, observed } from "./act.ts";
import { check, finding } from "./finding.ts";
import { mindingHome } from "./returned/home-returned.ts";
import { type ReplicaReading, readPoolState, readReplicas } from "./shell-reads.ts";
import type { Check, Step } from "./step.ts";
import type { StepId } from "./step-id.ts";

/** Replicas may take two to three minutes even when healthy; a stale True is told by LastUpdateCreation (dba-notes 20). */
const replicaPatienceMs = 5 * 60_000;

/** The replicas of the servers that will serve are up to date and newer than what they had before our change. */
export const replicasCurrent = (pinned: string): Check =>
  check(
    "replicas-current",
    async (ctx) => {
      const before = (resultOf(ctx.run, pinned) as readonly ReplicaReading[] | undefined) ?? [];
      const now = await readReplicas(ctx.ports.shell);
      const late = ctx.plan.activeServers.filter((server) => {
        const seen = now.find((r) => r.fqdn.toLowerCase() === server.toLowerCase());
        const old = before.find((r) => r.fqdn.toLowerCase() === server.toLowerCase());
        return !seen?.upToDate || seen.lastUpdate === null || seen.lastUpdate === (old?.lastUpdate ?? null);
      });
      const facts = { late: late.join(", ") || "none", servers: ctx.plan.activeServers.length };
      return finding(ctx, "replicas-current", late.length === 0 ? "pass" : "fail", facts);
    },
    { patienceMs: replicaPatienceMs, mayGoOn: true },
  );

type Switch = {
  readonly id: StepId;
  readonly number: string;
  readonly poolState: "Normal" | "FailedOver";
  readonly proof: readonly Check[];
};

/** Sets the pool state and asks for replication; the proof is the replicas of the servers that will serve. */
export function switchPoolState(at: Switch): Step {
  return {
    id: at.id,
    number: at.number,
    way: "can-be-undone",
    precheck: [],
    proof: [replicasCurrent("pin-replicas"), ...at.proof],
    planned: (plan) => [
      known(setPersistentChatState(plan.poolStateIdentity, at.poolState)),
      known(replicateManagementStore()),
    ],
    acts: ({ plan, run }) => ({
      acts: [
        evidenceAct("pin-replicas", "management shell", (ctx) => readReplicas(ctx.ports.shell)),
        cmdletAct(setPersistentChatState(plan.poolStateIdentity, at.poolState), {
          id: "set-pool-state",
          repeatable: true,
          asksWhenFoundDone: true,
          observe: async (ctx) => {
            const { poolState, identity } = await readPoolState(ctx.ports.shell, plan.poolFqdn);
            return observed(poolState === at.poolState ? "done" : "not-started", { identity, poolState });
          },
        }),
        cmdletAct(replicateManagementStore(), {
          id: "replicate-pool-state",
          repeatable: true,
          observe: async () => observed(attempted(run, "replicate-pool-state") ? "done" : "not-started", {}),
        }),
      ],
    }),
  };
}

/** Asking for replication again is harmless, so an attempt counts: the proof is the replicas themselves. */
function attempted(run: RunState, actId: string): boolean {
  const act = run.acts.get(actId);
  return act !== undefined && act.attempts > 0 && act.status !== "failed";
}

/** Step 5: the pool uses the other site's database. The state lives in the Central Management store, so replicas decide when servers know. */
export const setPoolState: Step = mindingHome(
  switchPoolState({ id: "set-pool-state", number: "5", poolState: "FailedOver", proof: [] }),
);
