import { AppError } from "#lib/domain/errors.ts";
import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

export type RemovePoolInput = { readonly base: number; readonly why: string; readonly typedName: string };

/**
 * Takes the pool at which this person looks out of the console: nobody watches it any more and nothing is sent to its servers. What is
 * kept of it stays, and comes back with it.
 * @throws AppError "not-allowed", "bad-input" without a reason or with another name, and as `TopologyStore.remove`
 */
export async function removePool(ctx: TopologyContext, input: RemovePoolInput): Promise<{ readonly fqdn: string }> {
  requirePermission(ctx.actor, "settings.write");
  const fqdn = ctx.actor.pool ?? "";
  const why = input.why.trim();
  if (input.typedName.trim().toLowerCase() !== fqdn.toLowerCase())
    throw new AppError("bad-input", `type the name of the pool to confirm: ${fqdn}`, {
      data: { fields: { typedName: [fqdn] } },
    });
  if (why === "") throw new AppError("bad-input", "taking a pool out needs a reason");
  if ((await ctx.topology.poolsOf(ctx.actor.id)).length < 2)
    throw new AppError(
      "refused",
      `${fqdn} is the only pool in which you have a role, and you could not sign in without it: add the other pool first`,
    );
  const by = { person: ctx.actor.name, personId: ctx.actor.id };
  await ctx.topology.takeOut({ ...by, poolFqdn: fqdn, base: input.base, why });
  return { fqdn };
}
