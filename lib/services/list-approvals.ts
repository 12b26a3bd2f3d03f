import type { Approval } from "#lib/domain/approval/approval.ts";
import { readApprovals } from "#lib/domain/approval/run-approval.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Requests for approval of this pool's plans, newest first, at most 50. Safe to call twice. */
export async function listApprovals(ctx: ServiceContext): Promise<readonly Approval[]> {
  requirePermission(ctx.actor, "run.read");
  const { store, pool, ports } = ctx.console;
  return (await readApprovals(store, { fqdn: pool.fqdn, now: ports.clock.now() })).slice(0, 50);
}
