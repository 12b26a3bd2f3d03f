import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { Expr } from "./ast.ts";
import { bindExpr } from "./bind-expr.ts";
import { convert } from "./convert.ts";
import type { Runtime } from "./runtime.ts";
import { emptyEnv, Scope } from "./scope.ts";

/** An expression outside any query. */
export function evaluate(expr: Expr, runtime: Runtime): { readonly type: SqlType; readonly value: SqlValue } {
  const bound = bindExpr(expr, new Scope(runtime, new Map(), null));
  return { type: bound.type, value: bound.eval(emptyEnv(null)) };
}

export function evaluateAs(expr: Expr, to: SqlType, runtime: Runtime): SqlValue {
  const { type, value } = evaluate(expr, runtime);
  return convert(value, type, to);
}
