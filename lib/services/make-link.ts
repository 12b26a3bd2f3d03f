import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** A link by which a person sets his password: works once, for a day, shown this once. @throws AppError "not-allowed", "not-found" */
export async function makeLink(
  ctx: ServiceContext,
  input: { readonly id: string },
): Promise<{ readonly path: string; readonly endsAt: string }> {
  requirePermission(ctx.actor, "people.write");
  const by = { person: ctx.actor.name, personId: ctx.actor.id };
  const { token, endsAt } = await ctx.console.people.makeLink(input.id, by);
  return { path: `/link/${token}`, endsAt };
}
