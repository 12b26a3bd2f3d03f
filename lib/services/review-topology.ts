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

/** What is missing and wrong in a draft, or what saving it would change. Asks no server. @throws AppError "not-allowed" */
export async function reviewTopology(ctx: TopologyContext, draft: Draft): Promise<Review> {
  requirePermission(ctx.actor, "settings.write");
  const { pool, problems } = poolOfDraft(draft);
  if (pool === null) return { problems, changes: [], base: 0 };
  const [newest] = await ctx.topology.versions.versions(pool.fqdn);
  return {
    problems: missingCredentials(ctx, pool),
    changes: topologyDifference(newest?.pool ?? null, pool),
    base: newest?.number ?? 0,
  };
}
