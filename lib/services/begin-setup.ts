import { emptyDraft } from "#lib/domain/topology/blank-draft.ts";
import { type Draft, draftOf } from "#lib/domain/topology/draft.ts";
import { requirePermission } from "./permissions.ts";
import type { ShellOffer, TopologyContext } from "./topology-context.ts";

export type SetupView = {
  readonly draft: Draft;
  readonly credentials: readonly string[];
  readonly shells: readonly ShellOffer[];
  /** Whether the console has a pool already. */
  readonly hasPool: boolean;
};

/** What the page begins with: nothing for a new pool, else the newest version of the one at which this person looks. */
export async function beginSetup(ctx: TopologyContext, input: { readonly isNew: boolean }): Promise<SetupView> {
  requirePermission(ctx.actor, "settings.write");
  const { versions, credentials, shells } = ctx.topology;
  const newest = await versions.newest();
  const own = newest.find(({ pool }) => pool.fqdn === ctx.actor.pool);
  return {
    draft: input.isNew || own === undefined ? emptyDraft : draftOf(own.pool),
    credentials: credentials(),
    shells: await shells(),
    hasPool: newest.length > 0,
  };
}
