import { type Alert, alertKinds, foldAlerts } from "#lib/domain/health/alerts.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Alerts of the pool, newest first, open ones and the newest cleared ones. Safe to call twice. @throws AppError "store-failed" */
export async function listAlerts(ctx: ServiceContext): Promise<readonly Alert[]> {
  requirePermission(ctx.actor, "overview.read");
  const { store, pool } = ctx.console;
  return foldAlerts(await store.entries(poolStream(pool.fqdn), alertKinds, 500));
}
