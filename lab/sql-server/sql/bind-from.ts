import type { Column, SqlValue } from "#lab/sql-server/contract.ts";
import type { Expr, TableRef } from "./ast.ts";
import { bindCondition, type Condition } from "./bind-condition.ts";
import { bindExpr, commonType } from "./bind-expr.ts";
import { bindQuery, refuseOrder } from "./bind-query.ts";
import { coerced } from "./compare.ts";
import { UnsupportedError } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { isKnownObject } from "./known-objects.ts";
import { resolveTable } from "./resolve.ts";
import { type Env, emptyEnv, type Scope } from "./scope.ts";
import { int } from "./types.ts";

type Row = readonly SqlValue[];
/** Rows to the right of `left`, which is the row built so far. */
export type RowSource = { readonly width: number; readonly rows: (left: Row, outer: Env | null) => Iterable<Row> };

export function bindFrom(tables: readonly TableRef[], scope: Scope): RowSource {
  let result: RowSource = { width: 0, rows: () => [[]] };
  for (const table of tables) result = cross(result, bindTable(table, scope));
  return result;
}

function cross(left: RowSource, right: RowSource): RowSource {
  if (left.width === 0) return right;
  return {
    width: left.width + right.width,
    rows: function* (before, outer) {
      const all = [...right.rows(before, outer)];
      for (const a of left.rows(before, outer)) for (const b of all) yield [...a, ...b];
    },
  };
}

export function named(
  columns: readonly Column[],
  names: readonly string[] | null,
  alias: string,
  line: number,
): readonly Column[] {
  if (names !== null && names.length < columns.length) throw sqlError(8158, [alias], { line });
  if (names !== null && names.length > columns.length) throw sqlError(8159, [alias], { line });
  const result = columns.map((column, i) => ({ ...column, name: names?.[i] ?? column.name }));
  const seen = new Set<string>();
  for (const [i, { name }] of result.entries()) {
    if (name === "") throw sqlError(8155, [i + 1, alias], { line });
    if (seen.has(name.toLowerCase())) throw sqlError(8156, [name, alias], { line });
    seen.add(name.toLowerCase());
  }
  return result;
}

/** `lateral`: the right side of APPLY sees the left. */
function bindTable(table: TableRef, scope: Scope, lateral = false): RowSource {
  switch (table.kind) {
    case "table": {
      const last = table.parts.at(-1) ?? "";
      const cte = table.parts.length === 1 ? scope.ctes.get(last.toLowerCase()) : undefined;
      const source = cte ?? resolveTable(table.parts, scope.runtime, table.line);
      return plain(scope, table.alias ?? last, table.alias === null ? table.parts : [], source.columns, () =>
        source.rows(),
      );
    }
    case "table-variable": {
      const stored = scope.runtime.tableVariables.get(table.name.toLowerCase());
      if (stored === undefined) throw sqlError(1087, [table.name], { line: table.line });
      return plain(scope, table.alias ?? table.name, [], stored.columns, () => stored.rows);
    }
    case "derived": {
      refuseOrder(table.query);
      const bound = bindQuery(table.query, scope.runtime, scope.ctes, lateral ? scope : scope.outer);
      if (bound.correlated) scope.correlated ||= !lateral || scope.outer !== null;
      const columns = named(bound.columns, table.columns, table.alias, table.line);
      scope.add(table.alias, [], columns);
      return {
        width: columns.length,
        rows: (left, outer) => bound.rows(lateral ? { ...emptyEnv(outer), row: left } : outer),
      };
    }
    case "values":
      return bindValues(table, scope);
    case "function":
      return bindFunction(table, scope);
    case "apply": {
      const left = bindTable(table.left, scope);
      const right = bindTable(table.right, scope, true);
      return {
        width: left.width + right.width,
        rows: function* (before, outer) {
          for (const a of left.rows(before, outer)) {
            let found = false;
            for (const b of right.rows([...before, ...a], outer)) {
              found = true;
              yield [...a, ...b];
            }
            if (!found && table.outer) yield [...a, ...new Array<SqlValue>(right.width).fill(null)];
          }
        },
      };
    }
    default:
      return bindJoin(table, scope);
  }
}

function plain(
  scope: Scope,
  name: string,
  qualifier: readonly string[],
  columns: readonly Column[],
  rows: () => Iterable<Row>,
): RowSource {
  scope.add(name, qualifier, columns);
  let snapshot: readonly Row[] | null = null;
  return {
    width: columns.length,
    rows: () => {
      snapshot ??= [...rows()];
      return snapshot;
    },
  };
}

function bindValues(table: Extract<TableRef, { kind: "values" }>, scope: Scope): RowSource {
  const inner = scope.outer ?? scope;
  const rows = table.rows.map((row) => row.map((expr: Expr) => bindExpr(expr, inner)));
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) throw sqlError(10709, [], { line: table.line });
  const columns = Array.from({ length: width }, (_, i) => {
    const cells = rows.flatMap((row) => row[i] ?? []);
    return { name: "", type: commonType(cells) ?? int, nullable: cells.some((cell) => cell.nullable) };
  });
  const getters = rows.map((row) => row.map((cell, i) => coerced(cell, columns[i]?.type ?? int)));
  scope.add(table.alias, [], named(columns, table.columns, table.alias, table.line));
  return { width, rows: (_, outer) => getters.map((row) => row.map((get) => get(outer ?? emptyEnv(null)))) };
}

function bindFunction(table: Extract<TableRef, { kind: "function" }>, scope: Scope): RowSource {
  const { catalog, session } = scope.runtime;
  const args = table.args.map((arg) => bindExpr(arg, scope));
  const database = catalog.database(table.parts.at(-3) || session.database);
  if (database === null) throw sqlError(208, [table.parts.join(".")], { line: table.line });
  const name = table.parts.at(-1) ?? "";
  const at = { database: database.name, schema: table.parts.at(-2) ?? "", name };
  const constants = args.map((arg) => arg.constant ?? null);
  const shape = catalog.tableFunction(session, at, constants);
  if (shape === null && isKnownObject(table.parts, session.database))
    throw new UnsupportedError(table.parts.join("."), table.line);
  if (shape === null) throw sqlError(208, [table.parts.join(".")], { line: table.line });
  scope.add(table.alias ?? name, [], shape.columns);
  return {
    width: shape.columns.length,
    rows: (left, outer) => {
      const env: Env = { ...emptyEnv(outer), row: left };
      return (
        catalog
          .tableFunction(
            session,
            at,
            args.map((arg) => arg.eval(env)),
          )
          ?.rows() ?? []
      );
    },
  };
}

function bindJoin(table: Extract<TableRef, { kind: "join" }>, scope: Scope): RowSource {
  const start = scope.width;
  const left = bindTable(table.left, scope);
  const right = bindTable(table.right, scope);
  const condition: Condition = table.on === null ? () => true : bindCondition(table.on, scope);
  const width = left.width + right.width;
  const keepLeft = table.type === "left" || table.type === "full";
  const keepRight = table.type === "right" || table.type === "full";
  const pad = (size: number): Row => new Array<SqlValue>(size).fill(null);
  return {
    width,
    rows: function* (before, outer) {
      const all = [...right.rows(before, outer)];
      const met = new Set<Row>();
      const prefix = before.length >= start ? before.slice(0, start) : [...before, ...pad(start - before.length)];
      for (const a of left.rows(before, outer)) {
        let found = false;
        for (const b of all) {
          if (condition({ ...emptyEnv(outer), row: [...prefix, ...a, ...b] }) !== true) continue;
          found = true;
          met.add(b);
          yield [...a, ...b];
        }
        if (!found && keepLeft) yield [...a, ...pad(right.width)];
      }
      if (keepRight) for (const b of all) if (!met.has(b)) yield [...pad(left.width), ...b];
    },
  };
}
