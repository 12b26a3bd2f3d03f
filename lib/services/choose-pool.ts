import { AppError } from "#lib/domain/errors.ts";
import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

/** Whether somebody may look at a pool: he needs a role there. @throws AppError "not-allowed", "not-found" */
export async function choosePool(
  ctx: TopologyContext,
  input: { readonly fqdn: string },
): Promise<{ readonly fqdn: string }> {
  requirePermission(ctx.actor, "overview.read");
  const own = await ctx.topology.poolsOf(ctx.actor.id);
  if (!own.includes(input.fqdn)) throw new AppError("not-found", "there is no such pool");
  return { fqdn: input.fqdn };
}
