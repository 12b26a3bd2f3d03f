import { auditPurged, oldBefore, purgeData } from "#lib/domain/audit/purge.ts";
import type { RetentionView } from "#lib/domain/views/retention-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** How long records are kept, what is older and would go, and what went. Reads only. @throws AppError "not-allowed", "store-failed" */
export async function getRetention(ctx: ServiceContext): Promise<RetentionView> {
  requirePermission(ctx.actor, "history.read");
  const { pool, store, ports } = ctx.console;
  const { retention = null, fqdn: poolFqdn } = pool;
  const query = retention === null ? null : { poolFqdn, before: oldBefore(ports.clock.now(), retention) };
  const [old, entries] = await Promise.all([
    query === null ? null : store.purgeable(query),
    store.entries(`pool:${poolFqdn}`, [auditPurged], 200),
  ]);
  const past = entries.map(({ at, person, data }) => {
    const { reason, before, streams } = purgeData.parse(data);
    const records = streams.reduce((n, { first, last }) => n + last - first + 1, 0);
    return { at, person, reason, before, streams: streams.length, records };
  });
  return { days: retention?.days ?? null, old, past };
}
