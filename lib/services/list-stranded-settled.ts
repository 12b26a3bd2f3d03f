import { type StrandedSettlement, settlements } from "#lib/domain/stranded/settlement.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Exports and waivers of what the newest failover left at home, newest first; nothing of what was written. Safe to call twice. */
export async function listStrandedSettled(ctx: ServiceContext): Promise<readonly StrandedSettlement[]> {
  requirePermission(ctx.actor, "stranded.count");
  return settlements(ctx.console.store, ctx.console.pool.fqdn);
}
