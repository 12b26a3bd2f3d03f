import { type Draft, draftOf } from "#lib/domain/topology/draft.ts";
import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

/** A pool file's text as a draft, which may be tested and saved. @throws AppError "bad-input" naming each line that is wrong */
export async function importTopology(ctx: TopologyContext, input: { readonly text: string }): Promise<Draft> {
  requirePermission(ctx.actor, "settings.write");
  return draftOf(ctx.topology.poolFile.read(input.text));
}
