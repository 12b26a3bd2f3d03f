import type { Column, SqlValue } from "#lab/sql-server/contract.ts";
import type { Expr, TableRef } from "./ast.ts";
import type { Statement, Target } from "./ast-statement.ts";
import { bindCondition } from "./bind-condition.ts";
import { bindExpr } from "./bind-expr.ts";
import { bindFrom } from "./bind-from.ts";
import { convert } from "./convert.ts";
import { UnsupportedError } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import { resolveName, resolveTable } from "./resolve.ts";
import { stored, storedTarget } from "./run-table.ts";
import type { Runtime, StoredTable } from "./runtime.ts";
import { type Env, emptyEnv, Scope } from "./scope.ts";

type Change = Extract<Statement, { kind: "update" | "delete" }>;
type Row = readonly SqlValue[];

export function truncate(parts: readonly string[], runtime: Runtime, line: number): void {
  const table = storedTarget({ kind: "table", parts }, runtime, line);
  if (table === null) throw sqlError(259, [], { line });
  table.rows = [];
  table.identitiesGiven = 0;
}

/** UPDATE and DELETE; the answer is the number of rows. */
export function runChange(statement: Change, runtime: Runtime): number {
  const target = aliased(statement.target, statement.from);
  const table = storedTarget(target, runtime, statement.line);
  if (table !== null) return changeStored(statement, target, table, runtime);
  if (statement.from.length > 1 || statement.from[0]?.kind === "join")
    throw new UnsupportedError("UPDATE or DELETE with a join on a database table", statement.line);
  return changeWorld(statement, target, runtime);
}

/** UPDATE t … FROM #x t: the alias means the table of the FROM clause. */
function aliased(target: Target, from: readonly TableRef[]): Target {
  if (target.kind === "variable" || target.parts.length !== 1) return target;
  const alias = target.parts[0]?.toLowerCase();
  const found = tablesOf(from).find((table) => table.alias?.toLowerCase() === alias);
  if (found?.kind === "table") return { kind: "table", parts: found.parts };
  return found?.kind === "table-variable" ? { kind: "variable", name: found.name } : target;
}

type Named = Extract<TableRef, { kind: "table" | "table-variable" }>;

function tablesOf(from: readonly TableRef[]): readonly Named[] {
  return from.flatMap((table): readonly Named[] => {
    if (table.kind === "table" || table.kind === "table-variable") return [table];
    return table.kind === "join" || table.kind === "apply" ? tablesOf([table.left, table.right]) : [];
  });
}

const nameOf = (target: Target): string => (target.kind === "variable" ? target.name : (target.parts.at(-1) ?? ""));

function changeStored(statement: Change, target: Target, table: StoredTable, runtime: Runtime): number {
  const scope = new Scope(runtime, new Map(), null);
  const name = nameOf(target);
  const own: TableRef =
    target.kind === "variable"
      ? { kind: "table-variable", name, alias: null, line: statement.line }
      : { kind: "table", parts: target.parts, alias: null, line: statement.line };
  const source = bindFrom(statement.from.length > 0 ? statement.from : [own], scope);
  const place = scope.sources.find((candidate) => candidate.columns === table.columns);
  if (place === undefined)
    throw new UnsupportedError("UPDATE or DELETE of a table that its FROM clause does not name", statement.line);
  scope.clause = "where";
  const where = statement.where === null ? null : bindCondition(statement.where, scope);
  const apply = statement.kind === "update" ? changes(statement, table.columns, scope, runtime, name) : null;
  const top = statement.top === null ? Number.POSITIVE_INFINITY : Number(evaluate(statement.top, runtime).value);
  const left = new Map<string, SqlValue[][]>();
  const signature = (row: Row): string =>
    row
      .map((value) =>
        typeof value === "object" && value !== null ? JSON.stringify(value, plain) : `${typeof value}${String(value)}`,
      )
      .join("\u0001");
  for (const row of table.rows) {
    const key = signature(row);
    const same = left.get(key);
    if (same === undefined) left.set(key, [row]);
    else same.push(row);
  }
  const chosen = new Map<SqlValue[], Env>();
  for (const row of source.rows([], null)) {
    const env = { ...emptyEnv(null), row };
    if (chosen.size >= top) break;
    if (where !== null && where(env) !== true) continue;
    const key = signature(row.slice(place.offset, place.offset + table.columns.length));
    // equal rows are equally met by the condition: all of them are meant
    for (const original of left.get(key) ?? [])
      if (chosen.size < top && !chosen.has(original)) chosen.set(original, env);
  }
  if (apply === null) table.rows = table.rows.filter((row) => !chosen.has(row));
  else
    table.rows = table.rows.map((row) => {
      const env = chosen.get(row);
      return env === undefined ? row : apply(row, env);
    });
  return chosen.size;
}

const plain = (_: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);

function changes(
  statement: Extract<Change, { kind: "update" }>,
  columns: readonly Column[],
  scope: Scope,
  runtime: Runtime,
  name: string,
): (row: Row, env: Env) => SqlValue[] {
  scope.clause = "select";
  const bound = statement.set.map(({ column, variable, value }) => {
    const at =
      column === null ? -1 : columns.findIndex((candidate) => candidate.name.toLowerCase() === column.toLowerCase());
    if (column !== null && at < 0) throw sqlError(207, [column], { line: statement.line });
    return { at, column: columns[at], variable, expr: bindExpr(value, scope) };
  });
  return (row, env) => {
    const result = [...row];
    for (const { at, column, variable, expr } of bound) {
      const value = expr.eval(env);
      if (column !== undefined) result[at] = stored(value, expr.type, column, name, "UPDATE");
      const target = variable === null ? undefined : runtime.variables.get(variable.toLowerCase());
      if (target !== undefined) target.value = convert(value, expr.type, target.type);
    }
    return result;
  };
}

function changeWorld(statement: Change, target: Target, runtime: Runtime): number {
  const parts = target.kind === "table" ? target.parts : [];
  const { columns } = resolveTable(parts, runtime, statement.line);
  if (statement.top !== null) throw new UnsupportedError("UPDATE or DELETE TOP on a database table", statement.line);
  const scope = new Scope(runtime, new Map(), null);
  scope.add(
    statement.from.length > 0 ? (tablesOf(statement.from)[0]?.alias ?? nameOf(target)) : nameOf(target),
    [],
    columns,
  );
  const where: Expr | null = statement.where;
  const holds = where === null ? null : bindCondition(where, scope);
  const rowOf = (record: Readonly<Record<string, SqlValue>>): Row =>
    columns.map((column) => record[column.name] ?? null);
  const match = (record: Readonly<Record<string, SqlValue>>): boolean =>
    holds === null || holds({ ...emptyEnv(null), row: rowOf(record) }) === true;
  const at = resolveName(parts, runtime, statement.line);
  const write = runtime.catalog.write?.bind(runtime.catalog);
  let written: number | null | undefined;
  if (statement.kind === "delete") written = write?.(runtime.session, at, { kind: "delete", match });
  else {
    const apply = changes(statement, columns, scope, runtime, nameOf(target));
    const set = (record: Readonly<Record<string, SqlValue>>): Readonly<Record<string, SqlValue>> => {
      const row = rowOf(record);
      const after = apply(row, { ...emptyEnv(null), row });
      return { ...record, ...Object.fromEntries(columns.map((column, i) => [column.name, after[i] ?? null])) };
    };
    written = write?.(runtime.session, at, { kind: "update", match, set });
  }
  if (written === null || written === undefined) throw sqlError(259, [], { line: statement.line });
  return written;
}
