import { z } from "zod";
import { oldBefore } from "#lib/domain/audit/purge.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";
import { requireConfirmed } from "./require-confirmed.ts";

const input = z.object({
  reason: z.string().trim().min(1).max(2_000),
  runs: z.coerce.number().int().min(0),
  consoleRecords: z.coerce.number().int().min(0),
});

/**
 * Has go what the pool's retention calls old, exactly as the dry run showed it, part by part, each with its own sealed record in the
 * pool's stream. Cannot be taken back. Safe to call again after a crash: it goes on with what is left.
 * @throws AppError "not-allowed", "confirm-identity", "bad-input", "refused" without a policy, while a run goes on, or with nothing
 * old, "conflict" when it is no longer what was shown, "store-failed"
 */
export async function purgeAudit(
  ctx: ServiceContext,
  asked: { readonly reason: string; readonly runs: unknown; readonly consoleRecords: unknown },
): Promise<{ readonly records: number }> {
  requirePermission(ctx.actor, "audit.purge");
  const given = input.safeParse(asked);
  if (!given.success) throw new AppError("bad-input", "a purge needs a reason of at most 2,000 characters");
  requireConfirmed(ctx);
  const { pool, store, ports } = ctx.console;
  const { retention, fqdn: poolFqdn } = pool;
  if (!retention) throw new AppError("refused", "the pool file names no retention: everything is kept");
  const active = await store.activeRun(poolFqdn);
  if (active) throw new AppError("refused", `run ${active.label} has not ended: nothing is purged while one goes on`);
  const query = { poolFqdn, before: oldBefore(ports.clock.now(), retention) };
  const old = await store.purgeable(query);
  const { reason, runs, consoleRecords } = given.data;
  if (old.runs + old.consoleRecords === 0) throw new AppError("refused", "nothing is older than the retention says");
  if (old.runs !== runs || old.consoleRecords !== consoleRecords)
    throw new AppError("conflict", "what is old is no longer what was shown: look at it again");
  let records = 0;
  for (;;) {
    const gone = await store.purgeSome({ ...query, person: ctx.actor.name, reason });
    if (gone === null) return { records };
    records += gone.reduce((n, { first, last }) => n + last - first + 1, 0);
  }
}
