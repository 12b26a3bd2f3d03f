import type { ServerEvent } from "#lab/sql-server/contract.ts";
import type { Statement } from "./ast-statement.ts";
import { bindQuery } from "./bind-query.ts";
import { textOf } from "./convert-text.ts";
import { UnsupportedError } from "./cursor.ts";
import { SqlError, sqlError } from "./errors.ts";
import { evaluate, evaluateAs } from "./evaluate.ts";
import { impersonate, revert } from "./impersonation.ts";
import { reraise } from "./run-batch.ts";
import { runChange, truncate } from "./run-change.ts";
import { forward, runExec, runExecString } from "./run-exec.ts";
import { raise } from "./run-raise.ts";
import { createTable, dropTables, newTable, runInsert, selectInto } from "./run-table.ts";
import type { Runtime } from "./runtime.ts";
import { applySetOption } from "./set-option.ts";
import { nvarchar } from "./types.ts";

type Events = AsyncGenerator<ServerEvent>;

export async function* runStatement(statement: Statement, runtime: Runtime): Events {
  const { state, session, catalog } = runtime;
  const silent = (): void => {
    state.error = 0;
  };
  switch (statement.kind) {
    case "select":
      return yield* runSelect(statement, runtime);
    case "declare":
      for (const { name, type, value } of statement.items)
        runtime.variables.set(name.toLowerCase(), {
          type,
          value: value === null ? null : evaluateAs(value, type, runtime),
        });
      return silent();
    case "declare-table":
      runtime.tableVariables.set(statement.name.toLowerCase(), newTable(statement.name, statement.columns, runtime));
      return silent();
    case "set": {
      const variable = runtime.variables.get(statement.name.toLowerCase());
      if (variable === undefined) throw sqlError(137, [statement.name], { line: statement.line });
      variable.value = evaluateAs(statement.value, variable.type, runtime);
      state.rowCount = 1;
      return silent();
    }
    case "set-option":
      applySetOption(statement.words, runtime);
      return yield* finished(runtime, null);
    case "print": {
      const { type, value } = evaluate(statement.value, runtime);
      yield {
        kind: "info",
        number: 0,
        state: 1,
        class: 0,
        message: textOf(value, type, null, nvarchar(4000)),
        line: statement.line,
        flush: false,
      };
      return yield* finished(runtime, null);
    }
    case "raiserror": {
      const event = raise(statement, runtime);
      yield event;
      return event.kind === "info" ? yield* finished(runtime, null) : undefined;
    }
    case "throw": {
      const [number, message, level] = statement.args.map((arg) => evaluate(arg, runtime).value);
      if (number === undefined) throw reraise(runtime);
      throw new SqlError({
        number: Number(number),
        message: String(message ?? ""),
        state: Number(level ?? 1),
        line: statement.line,
        abort: "batch",
      });
    }
    case "use": {
      const database = catalog.database(statement.database);
      if (database === null) throw sqlError(911, [statement.database]);
      catalog.assertUsable(database.name);
      catalog.assertMayEnter?.(session, database.name);
      const from = session.database;
      session.database = database.name;
      yield { kind: "database", from, to: database.name };
      return yield* finished(runtime, null);
    }
    case "execute-as": {
      const name = String(evaluate(statement.name, runtime).value ?? "");
      impersonate(session, catalog.impersonated?.(session, statement.scope, name) ?? name);
      return yield* finished(runtime, null);
    }
    case "revert":
      revert(session);
      return yield* finished(runtime, null);
    case "waitfor":
      return yield* waitFor(statement, runtime);
    case "transaction": {
      if (statement.action === "begin") state.tranCount++;
      else if (statement.action !== "save") {
        if (state.tranCount === 0) throw sqlError(statement.action === "commit" ? 3902 : 3903);
        if (statement.action === "rollback") catalog.unsupported("undoing changes by ROLLBACK");
        state.tranCount = statement.action === "commit" ? state.tranCount - 1 : 0;
      }
      return yield* finished(runtime, null);
    }
    case "exec":
      return yield* runExec(statement, runtime);
    case "exec-string":
      return yield* runExecString(statement, runtime);
    case "create-table":
      createTable(statement, runtime);
      return yield* finished(runtime, null);
    case "drop-table":
      dropTables(statement, runtime);
      return yield* finished(runtime, null);
    case "truncate":
      truncate(statement.parts, runtime, statement.line);
      return yield* finished(runtime, null);
    case "insert":
      return yield* runInsert(statement, runtime);
    case "update":
    case "delete":
      return yield* finished(runtime, runChange(statement, runtime));
    case "handler":
      return yield* runHandler(statement, runtime);
    default:
      throw sqlError(102, [statement.kind], { line: statement.line });
  }
}

/** The end of a statement that went well. */
export async function* finished(runtime: Runtime, rows: number | null): Events {
  const { state, depth } = runtime;
  state.rowCount = rows ?? 0;
  state.error = 0;
  yield { kind: "done", rowCount: state.noCount ? null : rows, error: false, inProcedure: depth > 0 };
}

async function* runSelect(statement: Extract<Statement, { kind: "select" }>, runtime: Runtime): Events {
  const { query } = statement;
  const into = query.body.kind === "select" ? query.body.into : null;
  const bound = bindQuery(query, runtime, new Map(), null);
  if (into !== null) return yield* finished(runtime, selectInto(into, bound, runtime));
  if (bound.assign !== undefined) return yield* finished(runtime, bound.assign());
  yield { kind: "columns", columns: bound.columns };
  const rows = bound.rows(null);
  for (const [i, values] of rows.entries()) {
    if (i % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
    if (runtime.session.signal.aborted) return;
    yield { kind: "row", values };
  }
  yield* finished(runtime, rows.length);
}

async function* waitFor(statement: Extract<Statement, { kind: "waitfor" }>, runtime: Runtime): Events {
  const { signal } = runtime.session;
  const given = evaluate(statement.delay, runtime).value;
  const match = /^(\d{1,3}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(String(given ?? ""));
  if (match === null)
    throw sqlError(148, [`Incorrect time syntax in time string '${String(given)}' used with WAITFOR.`], {
      class: 15,
      line: statement.line,
    });
  let ms =
    (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000 +
    Number((match[4] ?? "0").padEnd(3, "0"));
  if (statement.until) ms = (ms - (runtime.now.getTime() % 86_400_000) + 86_400_000) % 86_400_000;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
  yield* finished(runtime, null);
}

async function* runHandler(statement: Extract<Statement, { kind: "handler" }>, runtime: Runtime): Events {
  const { catalog, session, variables } = runtime;
  const [first = "", second = ""] = statement.words;
  const two = `${first} ${second}`.trim();
  const handler = catalog.statement(two) ?? catalog.statement(first);
  if (handler === null) throw new UnsupportedError(two, statement.line);
  const variable = (name: string) => {
    const found = variables.get(name.toLowerCase());
    if (found === undefined) throw sqlError(137, [name], { line: statement.line, state: 2 });
    return found.value;
  };
  const told = yield* forward(handler({ session, tokens: statement.tokens, variable, line: statement.line }), runtime);
  if (!told) yield* finished(runtime, null);
}
