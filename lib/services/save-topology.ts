import { AppError } from "#lib/domain/errors.ts";
import { type Draft, poolOfDraft } from "#lib/domain/topology/draft.ts";
import { requireOfferedShell } from "./asked-servers.ts";
import { missingCredentials } from "./missing-credentials.ts";
import { requirePermission } from "./permissions.ts";
import type { TakenUp, TopologyContext } from "./topology-context.ts";

export type SaveTopologyInput = {
  readonly draft: Draft;
  readonly base: number;
  readonly why: string;
  readonly isImport: boolean;
};

/**
 * Saves a draft as the next version of its pool, with its entry in the console's chain, and takes it up.
 * @throws AppError "not-allowed", "bad-input" naming what is wrong, "refused", "conflict" when somebody was quicker or a run has not ended
 */
export async function saveTopology(ctx: TopologyContext, input: SaveTopologyInput): Promise<TakenUp> {
  requirePermission(ctx.actor, "settings.write");
  const { pool, problems } = poolOfDraft(input.draft);
  if (input.why.trim() === "") throw new AppError("bad-input", "a new version needs a reason");
  const wrong = pool === null ? problems : missingCredentials(ctx, pool);
  if (pool === null || wrong.length > 0)
    throw new AppError("bad-input", `the pool is not complete: ${wrong.map((p) => `${p.path}: ${p.rule}`).join("; ")}`);
  await requireOfferedShell(ctx, input.draft.shell);
  return ctx.topology.takeUp({
    pool,
    base: input.base,
    person: ctx.actor.name,
    personId: ctx.actor.id,
    why: input.why.trim(),
    source: input.isImport ? "import" : "browser",
  });
}
