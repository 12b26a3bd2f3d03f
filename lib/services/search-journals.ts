import type { TextHit } from "#lib/domain/history-port.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

const pageSize = 50;

export type SearchPage = {
  readonly hits: readonly TextHit[];
  /** Key to go on before; null on the last page. */
  readonly next: number | null;
};

/** Records of any journal of the pool that hold all these words, newest first. Safe to call twice. @throws AppError "store-failed" */
export async function searchJournals(
  ctx: ServiceContext,
  { words, before }: { readonly words: string; readonly before?: number },
): Promise<SearchPage> {
  requirePermission(ctx.actor, "history.read");
  const { history, pool } = ctx.console;
  const query = { poolFqdn: pool.fqdn, words, limit: pageSize + 1, ...(before === undefined ? {} : { before }) };
  const found = await history.findText(query);
  const hits = found.slice(0, pageSize);
  return { hits, next: found.length > pageSize ? (hits.at(-1)?.key ?? null) : null };
}
