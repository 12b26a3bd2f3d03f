import type { Pool } from "./pool.ts";

/** One value that differs; null = it was, or is, not there. */
export type Change = { readonly path: string; readonly before: string | null; readonly after: string | null };

/** What differs between two versions, value by value, in the order of the pool file. Lists go by name, not by place. Pure. */
export function topologyDifference(before: Pool | null, after: Pool): readonly Change[] {
  const [old, now] = [before === null ? new Map<string, string>() : leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  return paths
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => change.before !== change.after);
}

function leavesOf(value: unknown, path = ""): Map<string, string> {
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== "object"))
      return new Map(value.length === 0 ? [] : [[path, value.join(", ")]]);
    return joined(value.map((each, i) => leavesOf(each, `${path}[${nameOf(each) ?? i}]`)));
  }
  if (typeof value !== "object" || value === null) return new Map(value === undefined ? [] : [[path, String(value)]]);
  return joined(Object.entries(value).map(([key, each]) => leavesOf(each, path === "" ? key : `${path}.${key}`)));
}

function nameOf(item: unknown): string | null {
  if (typeof item !== "object" || item === null) return null;
  const named = Object.entries(item).find(([key]) => ["name", "fqdn", "instance"].includes(key));
  return named === undefined ? null : String(named[1]);
}

const joined = (parts: readonly Map<string, string>[]) => new Map(parts.flatMap((part) => [...part]));
