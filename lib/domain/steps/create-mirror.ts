import { installMirror } from "#lib/domain/commands/cmdlets.ts";
import type { PowerShellCommand } from "#lib/domain/commands/command.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { cmdletAct, known, observed } from "./act.ts";
import { check, finding } from "./finding.ts";
import type { PinnedPlan } from "./pinned-plan.ts";
import type { Act, Step } from "./step.ts";

const command = (plan: Pick<PinnedPlan, "targetSqlFqdn" | "targetSqlInstance">, share: string) =>
  installMirror({ sqlFqdn: plan.targetSqlFqdn, sqlInstance: plan.targetSqlInstance, share });

/** The principal is the target and in step with its mirror. */
export const mirrorSynchronized = check(
  "mirror-synchronized",
  async (ctx) => {
    const db = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
    const good = db.role === "PRINCIPAL" && db.mirroring === "SYNCHRONIZED";
    return finding(ctx, "mirror-synchronized", good ? "pass" : "fail", {
      instance: ctx.plan.target,
      role: db.role ?? "none",
      state: db.mirroring ?? "none",
      partner: db.partner ?? "none",
    });
  },
  { patienceMs: 30 * 60_000, mayGoOn: true },
);

/** The set-up of a mirror: done when the target is principal. Never sent again by itself. */
export const mirrorAct = (id: string, target: string, command: PowerShellCommand): Act =>
  cmdletAct(command, {
    id,
    repeatable: false,
    skip: "no-mirror",
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, target, "mgc");
      const facts = { role: db.role, state: db.mirroring, partner: db.partner };
      return observed(db.role === "PRINCIPAL" ? "done" : "not-started", facts);
    },
  });

/** Step 6: a mirror for the new principal, where the topology has one. Its price when skipped: one more fault stops chat. */
export const createMirror: Step = {
  id: "create-mirror",
  number: "6",
  way: "can-be-undone",
  skip: { price: "no-mirror" },
  precheck: [],
  proof: [mirrorSynchronized],
  planned: (plan, pool) => (plan.targetMirror ? [known(command(plan, pool.folders.mirrorShare.asServer))] : []),
  acts: ({ plan, pool }) => ({
    acts: plan.targetMirror
      ? [mirrorAct("create-mirror", plan.target, command(plan, pool.folders.mirrorShare.asServer))]
      : [],
  }),
};
