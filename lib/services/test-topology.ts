import type { TestResult } from "#lib/domain/topology/connections/result.ts";
import { testConnections } from "#lib/domain/topology/connections/test-connections.ts";
import type { Draft } from "#lib/domain/topology/draft.ts";
import { recordAsked, requireOfferedShell } from "./asked-servers.ts";
import { requirePermission } from "./permissions.ts";
import type { TopologyContext } from "./topology-context.ts";

/** Tests every connection of a draft. Only reads. @throws as `lookForPool` */
export async function testTopology(ctx: TopologyContext, draft: Draft): Promise<readonly TestResult[]> {
  requirePermission(ctx.actor, "settings.write");
  await requireOfferedShell(ctx, draft.shell);
  await recordAsked(ctx, draft);
  return testConnections(ctx.topology.probe, draft);
}
