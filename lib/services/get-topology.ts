import { AppError } from "#lib/domain/errors.ts";
import { type Change, topologyDifference } from "#lib/domain/topology/difference.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { TopologyVersion } from "#lib/domain/topology/version.ts";
import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

export type VersionView = Omit<TopologyVersion, "pool"> & { readonly changes: readonly Change[] };
export type TopologyView = { readonly pool: Pool; readonly versions: readonly VersionView[] };

/** A pool as the newest version has it, and every version with what it changed, newest first. @throws AppError "not-found" */
export async function getTopology(ctx: TopologyContext, input: { readonly fqdn: string }): Promise<TopologyView> {
  requirePermission(ctx.actor, "overview.read");
  const all = await ctx.topology.versions.versions(input.fqdn);
  const [newest] = all;
  if (newest === undefined || ctx.actor.pool !== input.fqdn) throw new AppError("not-found", "there is no such pool");
  const versions = all.map(({ pool, ...version }, i) => ({
    ...version,
    changes: topologyDifference(all[i + 1]?.pool ?? null, pool),
  }));
  return { pool: newest.pool, versions };
}
