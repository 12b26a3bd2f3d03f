import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { buildFailoverPlan } from "#lib/domain/plan/failover-plan.ts";
import { buildMirrorFailoverPlan } from "#lib/domain/plan/mirror-failover-plan.ts";
import type { Order, ProcedureId } from "#lib/domain/steps/step.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

export type PlanRunInput = { readonly procedure: ProcedureId; readonly order?: Order | undefined };

/** Begins making a plan and gives its id at once; the looks at servers go on as a job. Changes nothing anywhere. */
export async function planRun(ctx: ServiceContext, input: PlanRunInput): Promise<{ readonly planId: string }> {
  requirePermission(ctx.actor, "run.plan");
  const planId = ctx.console.ports.ids.newId();
  ctx.console.planJobs.set(planId, { status: "working" });
  makePlan(ctx, planId, input).then(
    () => ctx.console.planJobs.delete(planId),
    (e: unknown) =>
      ctx.console.planJobs.set(planId, { status: "failed", message: e instanceof Error ? e.message : String(e) }),
  );
  return { planId };
}

async function makePlan(ctx: ServiceContext, planId: string, input: PlanRunInput): Promise<void> {
  const { pool, ports, store, evidence } = ctx.console;
  const captureId = (await store.newestCapture(pool.fqdn))?.id ?? null;
  const open = await store.activeRun(pool.fqdn);
  const looks = {
    planId,
    pool,
    ports,
    evidence,
    captureId,
    openRun: open?.label ?? null,
    order: input.order ?? ("users-first" as const),
  };
  const { pinned, view } =
    input.procedure === "failover" ? await buildFailoverPlan(looks) : await buildMirrorFailoverPlan(looks);
  const text = canonicalJson(pinned);
  const hash = createHash("sha256").update(text).digest("hex");
  const createdAt = ports.clock.now().toISOString();
  await store.savePlan({
    id: planId,
    poolFqdn: pool.fqdn,
    procedure: input.procedure,
    hash,
    pinned: text,
    view: { ...view, hash, createdAt },
    createdAt,
    createdBy: ctx.actor.name,
  });
}
