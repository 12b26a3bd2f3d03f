import { alertKinds, foldAlerts } from "#lib/domain/health/alerts.ts";
import { deliveryKinds, foldDeliveries, type ListedAlert } from "#lib/domain/health/deliveries.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Alerts of the pool, newest first, open ones and the newest cleared ones. Safe to call twice. @throws AppError "store-failed" */
export async function listAlerts(ctx: ServiceContext): Promise<readonly ListedAlert[]> {
  requirePermission(ctx.actor, "overview.read");
  const { store, pool } = ctx.console;
  const stream = poolStream(pool.fqdn);
  const [alerts, tries] = await Promise.all([
    store.entries(stream, alertKinds, 500),
    store.entries(stream, deliveryKinds, 500),
  ]);
  const deliveries = foldDeliveries(tries);
  return foldAlerts(alerts).map((alert) => ({
    ...alert,
    deliveries: deliveries.filter(({ alertId }) => alertId === alert.alertId),
  }));
}
