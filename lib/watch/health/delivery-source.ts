import { type Alert, alertKinds, foldAlerts } from "#lib/domain/health/alerts.ts";
import { type DueDelivery, deliveryKinds, dueDeliveries, foldDeliveries } from "#lib/domain/health/deliveries.ts";
import type { AlertMessage, NotifyPort } from "#lib/domain/notify-port.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import { messageOf } from "#lib/watch/loop.ts";
import type { Source, SourceContext } from "#lib/watch/source.ts";

const entriesLookedAt = 500;

/**
 * Delivers alerts by one channel and records each try in the pool's stream, so that a console that starts anew neither forgets nor
 * repeats. Each channel has a loop of its own: a mail server that hangs holds no webhook up.
 */
export function deliverySource(ctx: SourceContext, port: NotifyPort): Source {
  const { store, ports } = ctx;
  const stream = poolStream(ctx.pool.fqdn);
  const attempt = async ({ alert, event, attempt: number }: DueDelivery) => {
    const { isDelivered, answer } = await tryOnce(port, messageFor(ctx, alert, event));
    const data = { alertId: alert.alertId, event, channel: port.channel, attempt: number, isDelivered, answer };
    await store.recordEntry({ stream, kind: "alert-delivery", person: "console", data });
  };
  return {
    name: `deliveries by ${port.channel}`,
    intervalMs: ctx.intervals.instance,
    deadlineMs: 120_000,
    // The record says it: what was not delivered has no entry that says so, or one that says why.
    failed: () => undefined,
    work: async () => {
      const [alerts, tries] = await Promise.all([
        store.entries(stream, alertKinds, entriesLookedAt),
        store.entries(stream, deliveryKinds, entriesLookedAt),
      ]);
      const due = dueDeliveries({
        alerts: foldAlerts(alerts),
        deliveries: foldDeliveries(tries),
        channel: port.channel,
        now: ports.clock.now().toISOString(),
      });
      for (const each of due.slice(0, 5)) await attempt(each);
      return undefined;
    },
  };
}

async function tryOnce(port: NotifyPort, message: AlertMessage) {
  try {
    return { isDelivered: true, answer: await port.deliver(message) };
  } catch (error) {
    return { isDelivered: false, answer: messageOf(error) };
  }
}

function messageFor(ctx: SourceContext, alert: Alert, event: AlertMessage["event"]): AlertMessage {
  const { alertId, check, state, target, facts, raisedAt, clearedAt } = alert;
  const url = `${ctx.consoleUrl}/alerts`;
  return {
    id: `${alertId}:${event}`,
    pool: ctx.pool.fqdn,
    event,
    check,
    state,
    target,
    facts,
    raisedAt,
    clearedAt,
    url,
  };
}
