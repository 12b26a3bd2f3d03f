import type { Column, SqlValue } from "#lab/sql-server/contract.ts";
import type { Query } from "./ast.ts";
import { bindQuery, refuseOrder } from "./bind-query.ts";
import type { Env, Scope } from "./scope.ts";

export type Subquery = {
  readonly columns: readonly Column[];
  readonly rows: (env: Env) => readonly (readonly SqlValue[])[];
};

/** A query inside an expression; one that names nothing outside runs once. */
export function bindSubquery(query: Query, scope: Scope): Subquery {
  refuseOrder(query);
  const bound = bindQuery(query, scope.runtime, scope.ctes, scope);
  if (bound.correlated) return { columns: bound.columns, rows: bound.rows };
  let known: readonly (readonly SqlValue[])[] | null = null;
  return {
    columns: bound.columns,
    rows: (env) => {
      known ??= bound.rows(env);
      return known;
    },
  };
}
