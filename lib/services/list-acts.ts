import type { EntryRow } from "#lib/domain/store-port.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

const pageSize = 100;

/** Whose acts: those at the pool, or those of the console itself (sign-ins, starts, verifications). */
export type ActsOf = "pool" | "console";
export type ActsPage = {
  readonly acts: readonly (EntryRow & { readonly number: number })[];
  /** Record to go on before; null on the last page. */
  readonly next: number | null;
};

/** Acts outside of runs, newest first, as they stand in the audit. Safe to call twice. @throws AppError "store-failed" */
export async function listActs(
  ctx: ServiceContext,
  { of, kind, before }: { readonly of: ActsOf; readonly kind?: string; readonly before?: number },
): Promise<ActsPage> {
  requirePermission(ctx.actor, "history.read");
  const { history, pool } = ctx.console;
  const found = await history.findEntries({
    stream: of === "pool" ? `pool:${pool.fqdn}` : "console",
    limit: pageSize + 1,
    ...(kind === undefined ? {} : { kind }),
    ...(before === undefined ? {} : { before }),
  });
  const acts = found.slice(0, pageSize);
  return { acts, next: found.length > pageSize ? (acts.at(-1)?.number ?? null) : null };
}
