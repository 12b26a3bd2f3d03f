import type { HistoryFilter } from "#lib/domain/history-filter.ts";

/** The address of the history with this filter: what is usual is left out, and the same filter has one address. Pure. */
export function historyAddress(filter: HistoryFilter): string {
  const { pool, kind, outcome, person, text, from, to, target, order, after } = filter;
  const said = {
    pool,
    kind,
    outcome,
    person,
    text,
    from,
    to,
    target,
    order: order === "newest" ? undefined : order,
    after,
  };
  const query = new URLSearchParams(Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return query.size === 0 ? "/history" : `/history?${query}`;
}
