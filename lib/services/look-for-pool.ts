import { type Discovery, discover } from "#lib/domain/topology/discovery/discover.ts";
import type { Draft } from "#lib/domain/topology/draft.ts";
import { recordAsked, requireOfferedShell } from "./asked-servers.ts";
import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

/** Asks what a draft names, and fills in what they say. Only reads. @throws AppError "not-allowed", "refused" for a shell that is not offered */
export async function lookForPool(ctx: TopologyContext, draft: Draft): Promise<Discovery> {
  requirePermission(ctx.actor, "settings.write");
  await requireOfferedShell(ctx, draft.shell);
  await recordAsked(ctx, draft);
  return discover(ctx.topology.probe, draft, onlyOne(ctx.topology.credentials()));
}

/** The login that every instance has, where there is no choice. */
const onlyOne = (names: readonly string[]) => (names.length === 1 ? (names[0] ?? "") : "");
