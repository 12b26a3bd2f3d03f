import type { SqlValue } from "#lab/sql-server/contract.ts";
import type { Cte as CteAst, Query } from "./ast.ts";
import { named } from "./bind-from.ts";
import { bindBody, bindQuery, convertRows, refuseOrder } from "./bind-query.ts";
import { sqlError } from "./errors.ts";
import type { Runtime } from "./runtime.ts";
import type { Cte, Scope } from "./scope.ts";

type Row = readonly SqlValue[];

export function bindCtes(
  query: Query,
  runtime: Runtime,
  known: ReadonlyMap<string, Cte>,
  outer: Scope | null,
): ReadonlyMap<string, Cte> {
  if (query.ctes.length === 0) return known;
  const ctes = new Map(known);
  for (const cte of query.ctes)
    ctes.set(
      cte.name.toLowerCase(),
      isRecursive(cte) ? recursive(cte, query, runtime, ctes, outer) : once(cte, runtime, new Map(ctes), outer),
    );
  return ctes;
}

function once(cte: CteAst, runtime: Runtime, ctes: ReadonlyMap<string, Cte>, outer: Scope | null): Cte {
  refuseOrder(cte.query);
  const bound = bindQuery(cte.query, runtime, ctes, outer);
  let rows: readonly Row[] | null = null;
  return {
    columns: named(bound.columns, cte.columns, cte.name, cte.line),
    rows: () => {
      rows ??= bound.rows(null);
      return rows;
    },
  };
}

function isRecursive(cte: CteAst): boolean {
  const { body } = cte.query;
  if (body.kind !== "set" || body.op !== "union" || !body.all) return false;
  const name = cte.name.toLowerCase();
  let found = false;
  JSON.stringify(body.right, (_, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    if (
      typeof value === "object" &&
      value !== null &&
      "kind" in value &&
      value.kind === "table" &&
      "parts" in value &&
      Array.isArray(value.parts)
    ) {
      found ||= value.parts.length === 1 && String(value.parts[0]).toLowerCase() === name;
    }
    return value;
  });
  return found;
}

function recursive(
  cte: CteAst,
  query: Query,
  runtime: Runtime,
  ctes: ReadonlyMap<string, Cte>,
  outer: Scope | null,
): Cte {
  const { body } = cte.query;
  if (body.kind !== "set") return once(cte, runtime, ctes, outer);
  const anchor = bindBody(body.left, runtime, ctes, outer);
  const columns = named(anchor.columns, cte.columns, cte.name, cte.line).map((column) => ({
    ...column,
    nullable: true,
  }));
  let rows: readonly Row[] | null = null;
  const run = (): readonly Row[] => {
    const all = [...anchor.rows(null)];
    let last: readonly Row[] = all.slice();
    for (let round = 0; last.length > 0; round++) {
      if (query.maxRecursion > 0 && round > query.maxRecursion) throw sqlError(530, [query.maxRecursion]);
      const previous = last;
      const step = bindBody(
        body.right,
        runtime,
        new Map(ctes).set(cte.name.toLowerCase(), { columns, rows: () => previous }),
        outer,
      );
      last = convertRows(step, columns, null);
      all.push(...last);
    }
    return all;
  };
  return {
    columns,
    rows: () => {
      rows ??= run();
      return rows;
    },
  };
}
