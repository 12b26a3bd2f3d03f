import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

/**
 * To which other of the reader's pools a run or a plan belongs, for who comes by a link; null where it belongs to none of them, or to
 * the one at which he looks. Safe to call twice.
 */
export async function poolOfRecord(
  ctx: TopologyContext,
  record: { readonly kind: "run" | "plan"; readonly id: string },
): Promise<string | null> {
  requirePermission(ctx.actor, "overview.read");
  const fqdn = await ctx.topology.poolOf(record);
  if (fqdn === null || fqdn === ctx.actor.pool) return null;
  return (await ctx.topology.poolsOf(ctx.actor.id)).includes(fqdn) ? fqdn : null;
}
