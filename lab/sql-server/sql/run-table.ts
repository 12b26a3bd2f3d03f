import type { Column, ServerEvent, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { ColumnDef, Statement, Target } from "./ast-statement.ts";
import type { BoundQuery } from "./bind-query.ts";
import { convert } from "./convert.ts";
import { sqlError } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import { sourceRows } from "./insert-source.ts";
import { resolveName, resolveTable } from "./resolve.ts";
import { typeOf } from "./run-exec.ts";
import { finished } from "./run-statement.ts";
import { dropTemp, findTemp, type Runtime, type StoredColumn, type StoredTable } from "./runtime.ts";
import { isText } from "./types.ts";

type Row = readonly SqlValue[];
type Insert = Extract<Statement, { kind: "insert" }>;

export function newTable(name: string, columns: readonly ColumnDef[], runtime: Runtime): StoredTable {
  const made = columns.map(({ byDefault, ...column }) => ({
    ...column,
    byDefault:
      byDefault === null
        ? null
        : () => {
            const { type, value } = evaluate(byDefault, runtime);
            return convert(value, type, column.type);
          },
  }));
  return { name, columns: made, rows: [], identitiesGiven: 0 };
}

export function createTable(statement: Extract<Statement, { kind: "create-table" }>, runtime: Runtime): void {
  const name = statement.parts.at(-1) ?? "";
  if (!name.startsWith("#"))
    throw sqlError(262, [resolveName(statement.parts, runtime, statement.line).database], { line: statement.line });
  if (runtime.ownTemps.has(name.toLowerCase())) throw sqlError(2714, [name], { line: statement.line, state: 6 });
  runtime.ownTemps.set(name.toLowerCase(), newTable(name, statement.columns, runtime));
}

export function dropTables(statement: Extract<Statement, { kind: "drop-table" }>, runtime: Runtime): void {
  for (const parts of statement.tables) {
    const name = parts.at(-1) ?? "";
    if (!dropTemp(runtime, name) && !statement.ifExists)
      throw sqlError(3701, [parts.join(".")], { line: statement.line, state: 5 });
  }
}

export function selectInto(parts: readonly string[], bound: BoundQuery, runtime: Runtime): number {
  const name = parts.at(-1) ?? "";
  if (!name.startsWith("#")) throw sqlError(262, [runtime.session.database]);
  if (runtime.ownTemps.has(name.toLowerCase())) throw sqlError(2714, [name], { state: 6 });
  const unnamed = bound.columns.findIndex((column) => column.name === "");
  if (unnamed >= 0)
    throw sqlError(
      1038,
      [
        'An object or column name is missing or empty. For SELECT INTO statements, verify each column has a name. For other statements, look for empty alias names. Aliases defined as "" or [] are not allowed. Change the alias to a valid name.',
      ],
      { class: 15, abort: "batch" },
    );
  const columns = bound.columns.map((column) => ({ ...column, identity: null, byDefault: null }));
  const rows = bound.rows(null).map((row) => [...row]);
  runtime.ownTemps.set(name.toLowerCase(), { name, columns, rows, identitiesGiven: 0 });
  return rows.length;
}

export function storedTarget(target: Target, runtime: Runtime, line: number): StoredTable | null {
  if (target.kind === "variable") {
    const table = runtime.tableVariables.get(target.name.toLowerCase());
    if (table === undefined) throw sqlError(1087, [target.name], { line });
    return table;
  }
  const name = target.parts.at(-1) ?? "";
  if (!name.startsWith("#")) return null;
  const temp = findTemp(runtime, name);
  if (temp === null) throw sqlError(208, [name], { line });
  return temp;
}

/** A value as its column keeps it: 8152 when it does not fit, 515 when it is NULL and may not be. */
export function stored(value: SqlValue, from: SqlType, column: Column, table: string, verb: string): SqlValue {
  if (value === null) {
    if (!column.nullable) throw sqlError(515, [column.name, table, verb]);
    return null;
  }
  const { type } = column;
  if (
    typeof value === "string" &&
    isText(type) &&
    "length" in type &&
    type.length !== "max" &&
    value.replace(/ +$/, "").length > type.length
  )
    throw sqlError(8152);
  if (value instanceof Uint8Array && type.name === "varbinary" && type.length !== "max" && value.length > type.length)
    throw sqlError(8152);
  return convert(value, from, type);
}

export async function* runInsert(statement: Insert, runtime: Runtime): AsyncGenerator<ServerEvent> {
  const table = storedTarget(statement.target, runtime, statement.line);
  const parts = statement.target.kind === "table" ? statement.target.parts : [];
  const columns: readonly (Column & { readonly identity?: StoredColumn["identity"] })[] =
    table?.columns ?? resolveTable(parts, runtime, statement.line).columns;
  const places = placesOf(statement, columns);
  const { rows, types } = yield* sourceRows(statement, places.length, runtime);
  const name = statement.target.kind === "table" ? parts.join(".") : statement.target.name;
  const made = rows.map((row) =>
    columns.map((column, at) => {
      const place = places.indexOf(at);
      const given = place < 0 ? undefined : row[place];
      if (given === undefined && table !== null) {
        const own = table.columns[at];
        if (own?.identity) return convert(nextIdentity(table, own.identity), { name: "int" }, own.type);
        return stored(own?.byDefault?.() ?? null, column.type, column, name, "INSERT");
      }
      return stored(given ?? null, types[place] ?? typeOf(given ?? null), column, name, "INSERT");
    }),
  );
  if (table !== null) table.rows.push(...made);
  else writeRows(made, columns, parts, runtime, statement.line);
  const identity = columns.findIndex((column) => column.identity);
  if (identity >= 0) runtime.state.identity = made.at(-1)?.[identity] ?? null;
  yield* finished(runtime, made.length);
}

function nextIdentity(table: StoredTable, { seed, increment }: NonNullable<StoredColumn["identity"]>): number {
  const value = seed + table.identitiesGiven * increment;
  table.identitiesGiven += 1;
  return value;
}

function writeRows(
  rows: readonly Row[],
  columns: readonly Column[],
  parts: readonly string[],
  runtime: Runtime,
  line: number,
): void {
  const records = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column.name, row[i] ?? null])));
  const written =
    runtime.catalog.write?.(runtime.session, resolveName(parts, runtime, line), { kind: "insert", rows: records }) ??
    null;
  if (written === null) throw sqlError(259, [], { line });
}

function placesOf(
  statement: Insert,
  columns: readonly (Column & { readonly identity?: StoredColumn["identity"] })[],
): readonly number[] {
  if (statement.columns === null) return columns.flatMap((column, i) => (column.identity ? [] : [i]));
  const places = statement.columns.map((name) => {
    const at = columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
    if (at < 0) throw sqlError(207, [name], { line: statement.line });
    return at;
  });
  const twice = places.findIndex((place, i) => places.indexOf(place) !== i);
  if (twice >= 0) throw sqlError(264, [statement.columns[twice] ?? ""], { line: statement.line });
  return places;
}
