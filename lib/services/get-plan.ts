import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** A finished plan, or null while it is being made, when there is none, or when another version of the console made it. Safe to call twice. */
export async function getPlan(ctx: ServiceContext, input: { readonly planId: string }): Promise<PlanView | null> {
  requirePermission(ctx.actor, "run.read");
  const view = (await ctx.console.store.plan(input.planId))?.view;
  return view !== undefined && "time" in view ? view : null;
}

/** Where the making of a plan stands; null when it is finished or unknown. Safe to call twice. */
export async function getPlanJob(ctx: ServiceContext, input: { readonly planId: string }) {
  requirePermission(ctx.actor, "run.read");
  return ctx.console.planJobs.get(input.planId) ?? null;
}
