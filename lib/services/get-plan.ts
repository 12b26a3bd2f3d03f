import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** A finished plan, or null while it is being made or when there is none. Safe to call twice. */
export async function getPlan(ctx: ServiceContext, input: { readonly planId: string }): Promise<PlanView | null> {
  requirePermission(ctx.actor, "run.read");
  return (await ctx.console.store.plan(input.planId))?.view ?? null;
}

/** Where the making of a plan stands; null when it is finished or unknown. Safe to call twice. */
export async function getPlanJob(ctx: ServiceContext, input: { readonly planId: string }) {
  requirePermission(ctx.actor, "run.read");
  return ctx.console.planJobs.get(input.planId) ?? null;
}
