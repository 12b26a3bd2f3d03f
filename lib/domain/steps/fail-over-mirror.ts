import { failOverMirror as command } from "#lib/domain/commands/cmdlets.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { cmdletAct, known, observed } from "./act.ts";
import { mirrorSynchronized } from "./create-mirror.ts";
import { check, finding } from "./finding.ts";
import type { PinnedPlan } from "./pinned-plan.ts";
import type { Step } from "./step.ts";

const commandOf = (plan: Pick<PinnedPlan, "poolFqdn" | "newPrincipal">) =>
  command(plan.poolFqdn, plan.newPrincipal ?? "Mirror");

/** Only a mirror that is in step can take over without loss (error 1422 otherwise). */
const mirrorReady = check("mirror-ready", async (ctx) => {
  const db = await readDatabase(ctx.ports.sql, ctx.plan.target, "mgc");
  return finding(ctx, "mirror-ready", db.role === "MIRROR" && db.mirroring === "SYNCHRONIZED" ? "pass" : "fail", {
    instance: ctx.plan.target,
    role: db.role ?? "none",
    state: db.mirroring ?? "none",
  });
});

/** The lighter way when only one SQL Server of the site is lost: one act, one proof; the pool state does not change. */
export const failOverMirror: Step = {
  id: "fail-over-mirror",
  number: "1",
  way: "can-be-undone",
  precheck: [mirrorReady],
  proof: [{ ...mirrorSynchronized, patienceMs: 120_000 }],
  planned: (plan) => [known(commandOf(plan))],
  acts: ({ plan }) => ({
    acts: [
      cmdletAct(commandOf(plan), {
        id: "fail-over-mirror",
        repeatable: false,
        observe: async (ctx) => {
          const db = await readDatabase(ctx.ports.sql, plan.target, "mgc");
          const facts = { instance: plan.target, role: db.role, state: db.state, mirroring: db.mirroring };
          if (db.role === "PRINCIPAL") return observed("done", facts);
          return observed(db.role === "MIRROR" ? "not-started" : "unknown", facts);
        },
      }),
    ],
  }),
};
