import type { SqlValue } from "#lab/sql-server/contract.ts";
import type { Select } from "./ast.ts";
import { bindExpr } from "./bind-expr.ts";
import { rowKey } from "./compare.ts";
import type { Env, Grouping, Scope } from "./scope.ts";

/** Puts the scope behind the grouping; the answer folds rows into one row a group. */
export function bindGroups(select: Select, scope: Scope): (envs: readonly Env[], outer: Env | null) => Env[] {
  const bounds = select.groupBy.map((expr) => bindExpr(expr, scope));
  const grouping: Grouping = { keys: select.groupBy.map((expr) => scope.key(expr)), aggregates: [], types: bounds };
  scope.grouping = grouping;
  const fold = (rows: readonly Env[], keys: readonly SqlValue[], outer: Env | null): Env => ({
    row: rows[0]?.row ?? [],
    group: [...keys, ...grouping.aggregates.map((aggregate) => aggregate.start(rows))],
    window: [],
    outer,
  });
  const partition = (envs: readonly Env[], depth: number, outer: Env | null): Env[] => {
    const groups = new Map<string, { readonly keys: readonly SqlValue[]; readonly rows: Env[] }>();
    for (const env of envs) {
      const keys = bounds.map((bound, i) => (i < depth ? bound.eval(env) : null));
      const key = rowKey(keys);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { keys, rows: [env] });
      else group.rows.push(env);
    }
    return [...groups.values()].map(({ keys, rows }) => fold(rows, keys, outer));
  };
  return (envs, outer) => {
    if (bounds.length === 0) return [fold(envs, [], outer)];
    const result = partition(envs, bounds.length, outer);
    if (select.rollup)
      for (let depth = bounds.length - 1; depth >= 0; depth--) result.push(...partition(envs, depth, outer));
    return result;
  };
}
