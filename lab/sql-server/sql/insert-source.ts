import type { ServerEvent, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { Statement } from "./ast-statement.ts";
import { bindQuery } from "./bind-query.ts";
import { convert } from "./convert.ts";
import { sqlError } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import { runStatement } from "./run-statement.ts";
import type { Runtime } from "./runtime.ts";

type Row = readonly SqlValue[];
type Insert = Extract<Statement, { kind: "insert" }>;

type Source = { readonly rows: readonly (readonly (SqlValue | undefined)[])[]; readonly types: readonly SqlType[] };

export async function* sourceRows(
  statement: Insert,
  width: number,
  runtime: Runtime,
): AsyncGenerator<ServerEvent, Source> {
  const { source, line } = statement;
  const listed = statement.columns !== null;
  const misfit = (count: number, few: number, many: number) =>
    listed ? sqlError(count < width ? few : many, [], { line }) : sqlError(213, [], { line });
  if (source.kind === "defaults") return { rows: [new Array<undefined>(width).fill(undefined)], types: [] };
  if (source.kind === "values") {
    let types: readonly SqlType[] = [];
    const rows: (SqlValue | undefined)[][] = [];
    for (const row of source.rows) {
      if (row.length !== width) throw misfit(row.length, 109, 110);
      const cells = row.map((expr) => (expr === null ? undefined : evaluate(expr, runtime)));
      types = cells.map((cell, i) => cell?.type ?? types[i] ?? { name: "int" });
      rows.push(
        cells.map((cell) =>
          cell === undefined ? undefined : cell.value === null ? null : convert(cell.value, cell.type, cell.type),
        ),
      );
      if (source.rows.length > 1) types = [];
    }
    return { rows, types };
  }
  if (source.kind === "query") {
    const bound = bindQuery(source.query, runtime, new Map(), null);
    if (bound.columns.length !== width) throw misfit(bound.columns.length, 120, 121);
    return { rows: bound.rows(null), types: bound.columns.map((column) => column.type) };
  }
  return yield* executed(source.statement, width, runtime, line);
}

/** INSERT … EXEC takes all result sets; messages and errors pass by. */
async function* executed(
  statement: Statement,
  width: number,
  runtime: Runtime,
  line: number,
): AsyncGenerator<ServerEvent, Source> {
  const { state } = runtime;
  if (state.insideInsertExec) throw sqlError(8164, [], { line });
  const rows: Row[] = [];
  let types: readonly SqlType[] = [];
  state.insideInsertExec = true;
  try {
    for await (const event of runStatement(statement, runtime)) {
      if (event.kind === "columns") {
        types = event.columns.map((column) => column.type);
        if (types.length !== width) throw sqlError(213, [], { line, state: 7 });
      } else if (event.kind === "row") rows.push(event.values);
      else if (event.kind === "info" || event.kind === "error" || event.kind === "database") yield event;
    }
  } finally {
    state.insideInsertExec = false;
  }
  return { rows, types };
}
