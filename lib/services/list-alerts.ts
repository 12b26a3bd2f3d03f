import { alertKinds, foldAlerts } from "#lib/domain/health/alerts.ts";
import { deliveryKinds, foldDeliveries, type ListedAlert, toldOf } from "#lib/domain/health/deliveries.ts";
import { mailKinds } from "#lib/domain/mail/mail.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Alerts of the pool, newest first, open ones and the newest cleared ones. Safe to call twice. @throws AppError "store-failed" */
export async function listAlerts(ctx: ServiceContext): Promise<readonly ListedAlert[]> {
  requirePermission(ctx.actor, "overview.read");
  const { store, pool, ports } = ctx.console;
  const stream = poolStream(pool.fqdn);
  const [alerts, tries, mails] = await Promise.all([
    store.entries(stream, alertKinds, 500),
    store.entries(stream, deliveryKinds, 500),
    store.entries(stream, mailKinds, 1_000),
  ]);
  const told = toldOf(foldDeliveries(tries), { newestFirst: mails, now: ports.clock.now() });
  return foldAlerts(alerts).map((alert) => ({ ...alert, told: told(alert.alertId) }));
}
