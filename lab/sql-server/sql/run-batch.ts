import type { ServerEvent } from "#lab/sql-server/contract.ts";
import type { Statement } from "./ast-statement.ts";
import { bindCondition } from "./bind-condition.ts";
import { UnsupportedError } from "./cursor.ts";
import { SqlError, sqlError } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import { asSqlError } from "./execute.ts";
import { runStatement } from "./run-statement.ts";
import type { Runtime } from "./runtime.ts";
import { emptyEnv, Scope } from "./scope.ts";

export type Flow =
  | { readonly kind: "next" | "break" | "continue" }
  | { readonly kind: "return"; readonly value: number }
  | { readonly kind: "goto"; readonly label: string; readonly line: number };
type Run = AsyncGenerator<ServerEvent, Flow>;
const next: Flow = { kind: "next" };

export async function* runStatements(statements: readonly Statement[], runtime: Runtime): Run {
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i];
    if (statement === undefined) break;
    if (runtime.session.signal.aborted) return { kind: "return", value: 0 };
    const flow = yield* guarded(statement, runtime);
    if (flow.kind === "goto") {
      const target = statements.findIndex(
        (candidate) => candidate.kind === "label" && candidate.name.toLowerCase() === flow.label.toLowerCase(),
      );
      if (target < 0) return flow;
      i = target;
    } else if (flow.kind !== "next") return flow;
  }
  return next;
}

/** A statement-level error is told and the batch goes on; anything worse, or anything inside TRY, goes up. */
async function* guarded(statement: Statement, runtime: Runtime): Run {
  const { state } = runtime;
  runtime.now = runtime.catalog.localNow();
  runtime.utcNow = runtime.catalog.utcNow();
  try {
    return yield* runOne(statement, runtime);
  } catch (thrown) {
    const plain = asSqlError(thrown);
    const error =
      plain.line > 0
        ? plain
        : thrown instanceof UnsupportedError
          ? thrown
          : new SqlError({ ...plain.shape(statement.line), preceding: plain.preceding });
    if (state.tryDepth > 0 || error.abort !== "statement") throw error;
    state.error = error.number;
    state.rowCount = 0;
    if (error.preceding) yield { kind: "error", error: error.preceding.shape(statement.line) };
    yield { kind: "error", error: error.shape(statement.line) };
    yield { kind: "done", rowCount: null, error: true, inProcedure: runtime.depth > 0 };
    return next;
  }
}

async function* runOne(statement: Statement, runtime: Runtime): Run {
  switch (statement.kind) {
    case "block":
      return yield* runStatements(statement.body, runtime);
    case "if":
      return yield* runStatements(holds(statement.condition, runtime) ? statement.then : statement.otherwise, runtime);
    case "while":
      return yield* runWhile(statement, runtime);
    case "try":
      return yield* runTry(statement, runtime);
    case "break":
    case "continue":
      return { kind: statement.kind };
    case "goto":
      return { kind: "goto", label: statement.name, line: statement.line };
    case "label":
      return next;
    case "return":
      return {
        kind: "return",
        value: statement.value === null ? 0 : Number(evaluate(statement.value, runtime).value ?? 0),
      };
    default: {
      yield* runStatement(statement, runtime);
      return next;
    }
  }
}

function holds(condition: Extract<Statement, { kind: "if" }>["condition"], runtime: Runtime): boolean {
  return bindCondition(condition, new Scope(runtime, new Map(), null))(emptyEnv(null)) === true;
}

async function* runWhile(statement: Extract<Statement, { kind: "while" }>, runtime: Runtime): Run {
  for (let round = 1; holds(statement.condition, runtime); round++) {
    // lets a KILL or a vanished client be seen in a loop without any other wait
    if (round % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (runtime.session.signal.aborted) return { kind: "return", value: 0 };
    const flow = yield* runStatements(statement.body, runtime);
    if (flow.kind === "break") break;
    if (flow.kind === "return" || flow.kind === "goto") return flow;
  }
  return next;
}

async function* runTry(statement: Extract<Statement, { kind: "try" }>, runtime: Runtime): Run {
  const { state } = runtime;
  const before = state.tryDepth;
  let caught: SqlError;
  try {
    state.tryDepth = before + 1;
    return yield* runStatements(statement.body, runtime);
  } catch (thrown) {
    caught = asSqlError(thrown);
    if (
      caught.abort === "connection" ||
      (caught.abort === "batch" && neverCaught.has(caught.number) && runtime.depth === 0)
    )
      throw caught;
  } finally {
    state.tryDepth = before;
  }
  if (caught instanceof UnsupportedError) runtime.catalog.unsupported(caught.what);
  const outer = state.caught;
  state.caught = caught.shape(statement.line);
  state.error = caught.number;
  const flow = yield* runStatements(statement.handler, runtime);
  state.caught = outer;
  return flow;
}

/** Name resolution at the same level: TRY does not see it. */
const neverCaught = new Set([207, 208, 209, 4104, 8120]);
export const reraise = (runtime: Runtime): SqlError =>
  runtime.state.caught === null
    ? sqlError(10704, [
        "To rethrow an error, a THROW statement must be used inside a CATCH block. Insert the THROW statement inside a CATCH block, or add error parameters to the THROW statement.",
      ])
    : new SqlError(runtime.state.caught);
