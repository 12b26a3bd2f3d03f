import { AppError } from "#lib/domain/errors.ts";
import { type Change, topologyDifference } from "#lib/domain/topology/difference.ts";
import { type Draft, type DraftProblem, poolOfDraft } from "#lib/domain/topology/draft.ts";
import { missingCredentials } from "./missing-credentials.ts";
import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

export type Review = {
  readonly problems: readonly DraftProblem[];
  /** Against the newest version of this pool; empty while there are problems. */
  readonly changes: readonly Change[];
  /** Number of the newest version; 0 = this pool is new. */
  readonly base: number;
};

/** What is missing and wrong in a draft, or what saving it would change. Asks no server. @throws AppError "not-allowed", also for a pool in which one has no role */
export async function reviewTopology(ctx: TopologyContext, draft: Draft): Promise<Review> {
  requirePermission(ctx.actor, "settings.write");
  const { pool, problems } = poolOfDraft(draft);
  if (pool === null) return { problems, changes: [], base: 0 };
  const [newest] = await ctx.topology.versions.versions(pool.fqdn);
  const isThere = (await ctx.topology.versions.newest()).some((each) => each.pool.fqdn === pool.fqdn);
  // What another pool consists of is for who has a role there.
  if (isThere && !(await ctx.topology.poolsOf(ctx.actor.id)).includes(pool.fqdn))
    throw new AppError("not-allowed", `the console has the pool ${pool.fqdn} already, and you have no role in it`);
  return {
    problems: missingCredentials(ctx, pool),
    changes: topologyDifference(isThere ? (newest?.pool ?? null) : null, pool),
    base: newest?.number ?? 0,
  };
}
