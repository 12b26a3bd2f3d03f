import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

/** The pools in which whoever asks has a role, in the order in which they came, and at which of them he looks. Safe to call twice. */
export async function listPools(
  ctx: TopologyContext,
): Promise<readonly { readonly fqdn: string; readonly isShown: boolean }[]> {
  requirePermission(ctx.actor, "overview.read");
  const own = await ctx.topology.poolsOf(ctx.actor.id);
  return own.map((fqdn) => ({ fqdn, isShown: fqdn === ctx.actor.pool }));
}
