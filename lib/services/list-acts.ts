import { type ActsFilter, actsQuery } from "#lib/domain/acts-filter.ts";
import type { EntryRow } from "#lib/domain/store-port.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

const pageSize = 100;

export type ActsPage = {
  readonly acts: readonly (EntryRow & { readonly number: number })[];
  /** Record to go on before; null on the last page. */
  readonly next: number | null;
};

/** Acts outside of runs, newest first, as they stand in the audit. Safe to call twice. @throws AppError "store-failed" */
export async function listActs(ctx: ServiceContext, filter: ActsFilter): Promise<ActsPage> {
  requirePermission(ctx.actor, "history.read");
  const { history, pool } = ctx.console;
  const found = await history.findEntries({
    ...actsQuery(filter, pool.fqdn),
    limit: pageSize + 1,
  });
  const acts = found.slice(0, pageSize);
  return { acts, next: found.length > pageSize ? (acts.at(-1)?.number ?? null) : null };
}
