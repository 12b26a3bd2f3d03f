import type { ServerEvent, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { ExecArg, Statement } from "./ast-statement.ts";
import { convert } from "./convert.ts";
import { textOf } from "./convert-text.ts";
import { Cursor, UnsupportedError } from "./cursor.ts";
import { SqlError, sqlError } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import { newRuntime, runText } from "./execute.ts";
import { isKnownProcedure } from "./known-objects.ts";
import { lex } from "./lexer.ts";
import { toldErrors } from "./procedure-errors.ts";
import { finished } from "./run-statement.ts";
import type { Runtime } from "./runtime.ts";
import { int, nvarchar } from "./types.ts";

type Events<T> = AsyncGenerator<ServerEvent, T>;
type Exec = Extract<Statement, { kind: "exec" }>;

/** Hands on what a handler or a procedure says. true: it said itself how its statement ended. */
export async function* forward(
  events: AsyncGenerator<ServerEvent, unknown>,
  runtime: Runtime,
  onEnd?: (value: unknown) => void,
): Events<boolean> {
  const { state, session } = runtime;
  let ended = false;
  let failed = false;
  for (;;) {
    const step = await events.next();
    if (step.done) {
      onEnd?.(step.value);
      if (!failed || ended) return ended;
      state.rowCount = 0;
      yield { kind: "done", rowCount: null, error: true, inProcedure: runtime.depth > 0 };
      return true;
    }
    const event = step.value;
    if (session.signal.aborted) {
      await events.return(undefined);
      return true;
    }
    if (event.kind === "error") {
      state.error = event.error.number;
      if (state.tryDepth > 0 || event.error.abort !== "statement") {
        await events.return(undefined);
        throw new SqlError(event.error);
      }
      ended = false;
      failed = true;
    }
    if (event.kind === "done") {
      ended = true;
      state.rowCount = event.rowCount ?? 0;
      state.error = event.error ? state.error : 0;
    }
    yield event;
  }
}

export async function* runExecString(
  statement: Extract<Statement, { kind: "exec-string" }>,
  runtime: Runtime,
): Events<void> {
  const { type, value } = evaluate(statement.text, runtime);
  yield* runInner(textOf(value, type, null, nvarchar("max")), newRuntime({ ...runtime, outer: runtime }), runtime);
}

async function* runInner(text: string, inner: Runtime, runtime: Runtime): Events<number> {
  const { session } = runtime;
  const before = session.database;
  const code = yield* runText(text, inner);
  if (session.database !== before) {
    yield { kind: "database", from: session.database, to: before };
    session.database = before;
  }
  return code;
}

export async function* runExec(statement: Exec, runtime: Runtime): Events<void> {
  const { catalog, session, state } = runtime;
  const parts = statement.byVariable === null ? statement.parts : namedBy(statement.byVariable, runtime);
  const name = parts.at(-1) ?? "";
  let code = 0;
  if (name.toLowerCase() === "sp_executesql") code = yield* executeSql(statement, runtime);
  else {
    const at = { database: parts.at(-3) ?? "", schema: parts.at(-2) ?? "", name: name.toLowerCase() };
    if (at.database !== "") {
      const database = catalog.database(at.database);
      if (database === null) throw sqlError(2812, [parts.join(".")], { line: statement.line });
      catalog.assertUsable(database.name);
    }
    const procedure = catalog.procedure(session, at);
    if (procedure === null && isKnownProcedure(parts)) throw new UnsupportedError(parts.join("."), statement.line);
    if (procedure === null) throw sqlError(2812, [parts.join(".")], { line: statement.line, state: 62 });
    const values = new Map(statement.args.map((arg, i) => [arg, i]));
    const args = statement.args.map((arg) => ({
      name: arg.name,
      value: arg.value === null ? null : evaluate(arg.value, runtime).value,
      output: arg.output,
    }));
    const setOutput = (asked: string, value: SqlValue): void => {
      const target =
        statement.args.find((arg) => arg.name.toLowerCase() === asked.toLowerCase()) ??
        [...values].find(([, i]) => String(i) === asked)?.[0];
      if (target?.output) assignTo(target, value, runtime);
    };
    const told = yield* forward(
      toldErrors(procedure({ session, args, line: statement.line, setOutput }), name),
      runtime,
      (value) => {
        code = Number(value ?? 0);
      },
    );
    if (!told) yield* finished(runtime, null);
  }
  if (statement.returnTo !== null) {
    const target = runtime.variables.get(statement.returnTo.toLowerCase());
    if (target !== undefined) target.value = convert(code, int, target.type);
  } else if (runtime.depth === 0 && !state.insideInsertExec && runtime.state.tryDepth === 0)
    yield { kind: "return-status", value: code };
}

function namedBy(variable: string, runtime: Runtime): readonly string[] {
  const text = String(runtime.variables.get(variable.toLowerCase())?.value ?? "");
  return new Cursor(lex(text), runtime.catalog.version(), []).dottedName();
}

function assignTo(arg: ExecArg, value: SqlValue, runtime: Runtime): void {
  const target = arg.value?.kind === "variable" ? runtime.variables.get(arg.value.name.toLowerCase()) : undefined;
  if (target !== undefined) target.value = value === null ? null : convert(value, typeOf(value), target.type);
}

/** The type of a value that came without one. */
export function typeOf(value: SqlValue): SqlType {
  if (typeof value === "string") return nvarchar("max");
  if (typeof value === "number") return Number.isInteger(value) ? int : { name: "float" };
  if (typeof value === "bigint") return { name: "numeric", precision: 38, scale: 0 };
  if (typeof value === "boolean") return { name: "bit" };
  if (value instanceof Date) return { name: "datetime2", scale: 7 };
  if (value instanceof Uint8Array) return { name: "varbinary", length: "max" };
  return value === null ? int : { name: "numeric", precision: 38, scale: value.scale };
}

async function* executeSql(statement: Exec, runtime: Runtime): Events<number> {
  const pick = (names: readonly string[], place: number): ExecArg | undefined =>
    statement.args.find((arg) => names.includes(arg.name.toLowerCase())) ??
    (statement.args[place]?.name === "" ? statement.args[place] : undefined);
  const textArg = pick(["@stmt", "@statement"], 0);
  const defArg = pick(["@params", "@parameters"], 1);
  const value = (arg: ExecArg | undefined): SqlValue =>
    arg?.value == null ? null : evaluate(arg.value, runtime).value;
  const text = value(textArg);
  if (typeof text !== "string") throw sqlError(214, ["@statement", "ntext/nchar/nvarchar"]);
  const inner = newRuntime({ ...runtime, outer: runtime });
  const definition = value(defArg);
  const declared = typeof definition === "string" && definition.trim() !== "" ? definitions(definition, runtime) : [];
  const rest = statement.args.filter((arg) => arg !== textArg && arg !== defArg);
  const given = declared.map((parameter, i) => ({
    parameter,
    arg:
      rest.find((arg) => arg.name.toLowerCase() === parameter.name.toLowerCase()) ??
      (rest[i]?.name === "" ? rest[i] : undefined),
  }));
  for (const { parameter, arg } of given) {
    if (arg === undefined) throw sqlError(8178, [`(${String(definition)})${text}`, parameter.name]);
    const evaluated = arg.value === null ? { type: int, value: null } : evaluate(arg.value, runtime);
    inner.variables.set(parameter.name.toLowerCase(), {
      type: parameter.type,
      value: convert(evaluated.value, evaluated.type, parameter.type),
    });
  }
  const code = yield* runInner(text, inner, runtime);
  for (const { parameter, arg } of given) {
    if (arg?.output) assignTo(arg, inner.variables.get(parameter.name.toLowerCase())?.value ?? null, runtime);
  }
  return code;
}

/** "@a int, @b nvarchar(20) OUTPUT" */
function definitions(text: string, runtime: Runtime): readonly { readonly name: string; readonly type: SqlType }[] {
  const p = new Cursor(lex(text), runtime.catalog.version(), []);
  const found: { name: string; type: SqlType }[] = [];
  do {
    if (p.token.kind !== "variable") throw p.unexpected();
    const name = p.next().text;
    p.acceptWord("AS");
    found.push({ name, type: p.type() });
    if (p.acceptSymbol("=")) p.next();
    p.acceptWord("OUTPUT", "OUT");
  } while (p.acceptSymbol(","));
  if (!p.done) throw p.unexpected();
  return found;
}
