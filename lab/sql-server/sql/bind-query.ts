import type { Column, SqlValue } from "#lab/sql-server/contract.ts";
import type { OrderItem, Query, QueryBody, SetOperation } from "./ast.ts";
import { bindCtes } from "./bind-cte.ts";
import { bindExpr } from "./bind-expr.ts";
import { bindSelect } from "./bind-select.ts";
import { coerced, compareValues, rowKey } from "./compare.ts";
import { textOf } from "./convert-text.ts";
import { sqlError } from "./errors.ts";
import type { Runtime } from "./runtime.ts";
import { type Cte, type Env, emptyEnv, Scope } from "./scope.ts";
import { nvarchar } from "./types.ts";
import { unify } from "./unify.ts";

type Row = readonly SqlValue[];
export type BoundQuery = {
  readonly columns: readonly Column[];
  readonly untyped: readonly boolean[];
  readonly correlated: boolean;
  readonly rows: (outer: Env | null) => readonly Row[];
  /** SELECT @a = …: runs the assignments, gives the number of rows. */
  readonly assign?: () => number;
};

export function bindQuery(
  query: Query,
  runtime: Runtime,
  outerCtes: ReadonlyMap<string, Cte>,
  outer: Scope | null,
): BoundQuery {
  const ctes = bindCtes(query, runtime, outerCtes, outer);
  const bound =
    query.body.kind === "select"
      ? bindSelect(query.body, query, runtime, ctes, outer)
      : ordered(bindSet(query.body, runtime, ctes, outer), query, runtime, ctes, outer);
  return query.forXml === null ? bound : asXml(bound, query.forXml.path ?? "row");
}

/** 1033: an order without a limit means nothing inside another query. */
export function refuseOrder(query: Query): void {
  const limited =
    query.offset !== null || query.forXml !== null || (query.body.kind === "select" && query.body.top !== null);
  if (query.orderBy.length > 0 && !limited) throw sqlError(1033, [], { line: query.line });
}

export function bindBody(
  body: QueryBody,
  runtime: Runtime,
  ctes: ReadonlyMap<string, Cte>,
  outer: Scope | null,
): BoundQuery {
  return body.kind === "select" ? bindSelect(body, null, runtime, ctes, outer) : bindSet(body, runtime, ctes, outer);
}

function bindSet(
  body: SetOperation,
  runtime: Runtime,
  ctes: ReadonlyMap<string, Cte>,
  outer: Scope | null,
): BoundQuery {
  const left = bindBody(body.left, runtime, ctes, outer);
  const right = bindBody(body.right, runtime, ctes, outer);
  return combine(body, left, right);
}

export function combine(body: SetOperation, left: BoundQuery, right: BoundQuery): BoundQuery {
  if (left.columns.length !== right.columns.length) throw sqlError(205, [], { line: body.line });
  const columns = left.columns.map((column, i): Column => {
    const other = right.columns[i] ?? column;
    const type = left.untyped[i] ? other.type : right.untyped[i] ? column.type : unify(column.type, other.type);
    return { name: column.name, type, nullable: column.nullable || other.nullable };
  });
  const converted = (side: BoundQuery, outer: Env | null): readonly Row[] => convertRows(side, columns, outer);
  return {
    columns,
    untyped: columns.map((_, i) => (left.untyped[i] ?? false) && (right.untyped[i] ?? false)),
    correlated: left.correlated || right.correlated,
    rows: (outer) => {
      const a = converted(left, outer);
      const b = converted(right, outer);
      if (body.op === "union") return body.all ? [...a, ...b] : distinct([...a, ...b]);
      const keys = new Set(b.map(rowKey));
      return distinct(a).filter((row) => keys.has(rowKey(row)) === (body.op === "intersect"));
    },
  };
}

export function convertRows(side: BoundQuery, columns: readonly Column[], outer: Env | null): readonly Row[] {
  const getters = side.columns.map((column, i) => {
    let value: SqlValue = null;
    const get = coerced(
      { type: column.type, nullable: true, eval: () => value, ...(side.untyped[i] ? { untyped: true } : {}) },
      columns[i]?.type ?? column.type,
    );
    return (next: SqlValue): SqlValue => {
      value = next;
      return get(emptyEnv(null));
    };
  });
  return side.rows(outer).map((row) => row.map((value, i) => getters[i]?.(value) ?? null));
}

export function distinct(rows: readonly Row[]): readonly Row[] {
  const seen = new Map<string, Row>();
  for (const row of rows) {
    const key = rowKey(row);
    if (!seen.has(key)) seen.set(key, row);
  }
  return [...seen.values()];
}

/** ORDER BY, OFFSET of a set operation: only columns of the result. */
function ordered(
  bound: BoundQuery,
  query: Query,
  runtime: Runtime,
  ctes: ReadonlyMap<string, Cte>,
  outer: Scope | null,
): BoundQuery {
  if (query.orderBy.length === 0) return bound;
  const places = query.orderBy.map((item) => place(item, bound.columns));
  const scope = new Scope(runtime, ctes, outer);
  const number = (expr: Query["offset"]): number | null =>
    expr === null ? null : Number(bindExpr(expr, scope).eval(emptyEnv(null)));
  return {
    ...bound,
    rows: (env) => {
      const rows = [...bound.rows(env)];
      rows.sort((a, b) => {
        for (const [i, at] of places.entries()) {
          const order = compareValues(a[at] ?? null, b[at] ?? null, "ci");
          if (order !== 0) return query.orderBy[i]?.descending ? -order : order;
        }
        return 0;
      });
      const from = number(query.offset) ?? 0;
      const count = number(query.fetch);
      return rows.slice(from, count === null ? undefined : from + count);
    },
  };
}

function place(item: OrderItem, columns: readonly Column[]): number {
  const { expr } = item;
  if (expr.kind === "literal" && typeof expr.value === "number") {
    if (expr.value < 1 || expr.value > columns.length) throw sqlError(108, [expr.value]);
    return expr.value - 1;
  }
  const name = expr.kind === "column" ? expr.parts.at(-1)?.toLowerCase() : undefined;
  const at = columns.findIndex((column) => column.name.toLowerCase() === name);
  if (at < 0)
    throw expr.kind === "column" && expr.parts.length === 1
      ? sqlError(207, [expr.parts[0] ?? ""], { line: expr.line })
      : sqlError(104);
  return at;
}

function asXml(bound: BoundQuery, path: string): BoundQuery {
  const entities = (text: string): string =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const wrap = (name: string, text: string): string => (name === "" ? text : `<${name}>${text}</${name}>`);
  const type = nvarchar("max");
  return {
    columns: [{ name: "XML_F52E2B61-18A1-11d1-B105-00805F49916B", type, nullable: true }],
    untyped: [false],
    correlated: bound.correlated,
    rows: (outer) => {
      const rows = bound.rows(outer);
      const cell = (value: SqlValue, i: number): string =>
        value === null
          ? ""
          : wrap(bound.columns[i]?.name ?? "", entities(textOf(value, bound.columns[i]?.type ?? type, null, type)));
      return rows.length === 0 ? [[null]] : [[rows.map((row) => wrap(path, row.map(cell).join(""))).join("")]];
    },
  };
}
