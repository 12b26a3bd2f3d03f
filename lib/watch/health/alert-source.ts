import { type Alert, alertKinds, foldAlerts, type Held, holding, nextAlerts } from "#lib/domain/health/alerts.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { Source, SourceContext } from "#lib/watch/source.ts";
import { buildHealth } from "./build-health.ts";

const entriesLookedAt = 500;

/**
 * Raises and clears alerts from the named checks, each recorded in the pool's stream; a console that starts anew goes on from there.
 * While a run is under way none is raised: what it takes away is its business, and its page calls for people itself.
 */
export function alertSource(ctx: SourceContext): Source {
  const { pool, store, ports } = ctx;
  const stream = poolStream(pool.fqdn);
  let held: Held = new Map();
  return {
    name: "alerts",
    intervalMs: ctx.intervals.instance,
    // What was open stays open: an audit database that does not answer clears nothing.
    failed: () => undefined,
    work: async () => {
      const now = ports.clock.now().toISOString();
      const { checks } = buildHealth(pool, ctx.seen(), now);
      held = holding(held, checks, now);
      const open = isOpen(foldAlerts(await store.entries(stream, alertKinds, entriesLookedAt)));
      const next = nextAlerts({ open, views: checks, held, now, newId: ports.ids.newId });
      const raise = ctx.seen().activeRun === null ? next.raise : [];
      for (const alertId of next.clear) {
        const alert = open.find((each) => each.alertId === alertId);
        // One that got worse is told of as raised, and not as cleared.
        const isOver = alert !== undefined && !next.raise.some(({ check }) => check === alert.check);
        const mails = isOver ? await ctx.mailsFor({ event: "cleared", alert, clearedAt: now }) : [];
        await store.recordEntry({ stream, kind: "alert-cleared", person: "console", data: { alertId, mails } });
      }
      for (const raised of raise) {
        const data = { ...raised, mails: await ctx.mailsFor({ event: "raised", alert: raised }) };
        await store.recordEntry({ stream, kind: "alert-raised", person: "console", data });
      }
      const isChanged = raise.length > 0 || next.clear.length > 0;
      const alerts = isChanged ? isOpen(foldAlerts(await store.entries(stream, alertKinds, entriesLookedAt))) : open;
      ctx.change((seen) => (JSON.stringify(seen.alerts) === JSON.stringify(alerts) ? {} : { alerts }));
      return undefined;
    },
  };
}

const isOpen = (alerts: readonly Alert[]) => alerts.filter(({ clearedAt }) => clearedAt === null);
