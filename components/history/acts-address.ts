import type { ActsFilter } from "#lib/domain/acts-filter.ts";

/** The address of the other acts with this filter, at a page or at its export. Pure. */
export function actsAddress({ of, kind, person, from, to, before }: ActsFilter, at = "/history/acts"): string {
  const said = { of, kind, person, from, to, before: before === undefined ? undefined : String(before) };
  return `${at}?${new URLSearchParams(Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
}
