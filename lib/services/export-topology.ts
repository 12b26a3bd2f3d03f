import { AppError } from "#lib/domain/errors.ts";
import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

/** One version of the pool at which this person looks, as a pool file. @throws AppError "not-found" */
export async function exportTopology(
  ctx: TopologyContext,
  input: { readonly number: number | null },
): Promise<{ readonly name: string; readonly text: string }> {
  requirePermission(ctx.actor, "settings.write");
  const all = await ctx.topology.versions.versions(ctx.actor.pool ?? "");
  const found = input.number === null ? all[0] : all.find(({ number }) => number === input.number);
  if (found === undefined) throw new AppError("not-found", "there is no such version");
  const { poolFile } = ctx.topology;
  return { name: `${found.pool.fqdn}-${found.number}.yaml`, text: poolFile.write(found.pool) };
}
