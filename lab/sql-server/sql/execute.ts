import type { Catalog, Execute, Parameter, ServerEvent, Session } from "#lab/sql-server/contract.ts";
import { UnsupportedError } from "./cursor.ts";
import { SqlError, sqlError } from "./errors.ts";
import { parseBatch } from "./parse-batch.ts";
import { runStatements } from "./run-batch.ts";
import { innerScopeKey, type Runtime, type SessionState, sessionState } from "./runtime.ts";

export const execute: Execute = (catalog, session, text, parameters) => run(catalog, session, text, parameters);

async function* run(
  catalog: Catalog,
  session: Session,
  text: string,
  parameters: readonly Parameter[],
): AsyncGenerator<ServerEvent> {
  const state = sessionState(session);
  state.caught = null;
  state.tryDepth = 0;
  state.insideInsertExec = false;
  session.state.set("batch text", text);
  const outermost = newRuntime({ catalog, session, state, outer: null });
  const isInner = session.state.get(innerScopeKey) === true;
  const runtime = isInner ? newRuntime({ catalog, session, state, outer: outermost }) : outermost;
  for (const { name, type, value } of parameters) runtime.variables.set(name.toLowerCase(), { type, value });
  try {
    yield* runText(text, runtime);
  } finally {
    state.tryDepth = 0;
  }
  for (const { name, type, output } of parameters) {
    const variable = runtime.variables.get(name.toLowerCase());
    if (output && variable !== undefined) yield { kind: "output", name, type, value: variable.value };
  }
}

export function newRuntime({
  catalog,
  session,
  state,
  outer,
}: {
  readonly catalog: Catalog;
  readonly session: Session;
  readonly state: SessionState;
  readonly outer: Runtime | null;
}): Runtime {
  const isOutermost = outer === null;
  const depth = isOutermost ? 0 : outer.depth + 1;
  if (depth > 32) throw sqlError(217);
  return {
    catalog,
    session,
    state,
    outer,
    depth,
    variables: new Map(),
    tableVariables: new Map(),
    ownTemps: isOutermost ? state.temps : new Map(),
    now: catalog.localNow(),
    utcNow: catalog.utcNow(),
  };
}

/** A whole text: syntax first, then its statements. Errors come out as events, or are thrown to an enclosing TRY. */
export async function* runText(text: string, runtime: Runtime): AsyncGenerator<ServerEvent, number> {
  const { state, catalog } = runtime;
  try {
    const statements = parseBatch(text, catalog.version(), runtime.variables.keys());
    const flow = yield* runStatements(statements, runtime);
    if (flow.kind === "break" || flow.kind === "continue") throw sqlError(flow.kind === "break" ? 135 : 136);
    if (flow.kind === "goto") throw sqlError(133, [flow.label], { line: flow.line });
    return flow.kind === "return" ? flow.value : 0;
  } catch (thrown) {
    const error = asSqlError(thrown);
    if (thrown instanceof UnsupportedError) catalog.unsupported(thrown.what);
    if (state.tryDepth > 0) throw error;
    state.error = error.number;
    if (error.preceding) yield { kind: "error", error: error.preceding.shape(1) };
    yield { kind: "error", error: error.shape(1) };
    yield { kind: "done", rowCount: null, error: true, inProcedure: runtime.depth > 0 };
    return -6;
  }
}

/** A stack that ran out is 191; anything else that is no SqlError is a fault of this program and says so. */
export function asSqlError(thrown: unknown): SqlError {
  if (thrown instanceof SqlError) return thrown;
  if (thrown instanceof RangeError && /call stack/i.test(thrown.message)) return sqlError(191);
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new SqlError({ number: 50002, class: 16, message: `The simulated server failed: ${text}`, abort: "batch" });
}
