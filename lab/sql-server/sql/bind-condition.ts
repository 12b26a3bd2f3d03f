import type { Expr } from "./ast.ts";
import { bindExpr } from "./bind-expr.ts";
import { bindSubquery } from "./bind-subquery.ts";
import { likePattern } from "./collation.ts";
import { collationOf, comparer, testOf } from "./compare.ts";
import { textOf } from "./convert-text.ts";
import { sqlError } from "./errors.ts";
import type { Bound, Env, Scope } from "./scope.ts";
import { nvarchar } from "./types.ts";

/** null = unknown. */
export type Condition = (env: Env) => boolean | null;

export function bindCondition(expr: Expr, scope: Scope): Condition {
  switch (expr.kind) {
    case "logic":
      return expr.op === "and" ? both(expr.left, expr.right, scope) : either(expr.left, expr.right, scope);
    case "not": {
      const inner = bindCondition(expr.operand, scope);
      return (env) => opposite(inner(env));
    }
    case "compare":
      return compared(bindExpr(expr.left, scope), expr.op, bindExpr(expr.right, scope));
    case "is-null": {
      const operand = bindExpr(expr.operand, scope);
      return (env) => (operand.eval(env) === null) !== expr.not;
    }
    case "in":
      return bindIn(expr, scope);
    case "like":
      return bindLike(expr, scope);
    case "exists": {
      const query = bindSubquery(expr.query, scope);
      return (env) => query.rows(env).length > 0;
    }
    case "quantified":
      return bindQuantified(expr, scope);
    default:
      throw sqlError(102, [""]);
  }
}

const opposite = (value: boolean | null): boolean | null => (value === null ? null : !value);

function both(left: Expr, right: Expr, scope: Scope): Condition {
  const a = bindCondition(left, scope);
  const b = bindCondition(right, scope);
  return (env) => {
    const x = a(env);
    if (x === false) return false;
    const y = b(env);
    return y === false ? false : x === null || y === null ? null : true;
  };
}

function either(left: Expr, right: Expr, scope: Scope): Condition {
  const a = bindCondition(left, scope);
  const b = bindCondition(right, scope);
  return (env) => {
    const x = a(env);
    if (x === true) return true;
    const y = b(env);
    return y === true ? true : x === null || y === null ? null : false;
  };
}

function compared(a: Bound, op: string, b: Bound): Condition {
  const order = comparer(a, b);
  const test = testOf(op);
  return (env) => {
    const result = order(env);
    return result === null ? null : test(result);
  };
}

function bindIn(expr: Extract<Expr, { kind: "in" }>, scope: Scope): Condition {
  const operand = bindExpr(expr.operand, scope);
  if (expr.query !== null) {
    const member = anyOf(operand, "=", expr.query, scope);
    return expr.not ? (env) => opposite(member(env)) : member;
  }
  const tests = expr.list.map((item) => compared(operand, "=", bindExpr(item, scope)));
  return (env) => {
    let unknown = false;
    for (const test of tests) {
      const result = test(env);
      if (result === true) return !expr.not;
      unknown ||= result === null;
    }
    return unknown ? null : expr.not;
  };
}

function anyOf(
  left: Bound,
  op: string,
  query: Extract<Expr, { kind: "quantified" }>["query"],
  scope: Scope,
): Condition {
  const sub = bindSubquery(query, scope);
  const [column] = sub.columns;
  if (sub.columns.length !== 1 || column === undefined) throw sqlError(116);
  let current: Bound["eval"] = () => null;
  const test = compared(left, op, { type: column.type, nullable: true, eval: (env) => current(env) });
  return (env) => {
    let unknown = false;
    for (const [value] of sub.rows(env)) {
      current = () => value ?? null;
      const result = test(env);
      if (result === true) return true;
      unknown ||= result === null;
    }
    return unknown ? null : false;
  };
}

const negated: Readonly<Record<string, string>> = { "=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">" };

function bindQuantified(expr: Extract<Expr, { kind: "quantified" }>, scope: Scope): Condition {
  const left = bindExpr(expr.left, scope);
  if (!expr.all) return anyOf(left, expr.op, expr.query, scope);
  // true for all = not (the opposite for any)
  const broken = anyOf(left, negated[expr.op] ?? "<>", expr.query, scope);
  return (env) => opposite(broken(env));
}

function bindLike(expr: Extract<Expr, { kind: "like" }>, scope: Scope): Condition {
  const operand = bindExpr(expr.operand, scope);
  const pattern = bindExpr(expr.pattern, scope);
  const escapeBy = expr.escape === null ? null : bindExpr(expr.escape, scope);
  const collation = collationOf(operand, pattern);
  let known: { readonly text: string; readonly regexp: RegExp } | null = null;
  return (env) => {
    const value = operand.eval(env);
    const like = pattern.eval(env);
    if (value === null || like === null) return null;
    const text = textOf(like, pattern.type, null, nvarchar("max"));
    if (known?.text !== text) {
      const mark = escapeBy?.eval(env) ?? null;
      known = { text, regexp: likePattern(text, typeof mark === "string" ? mark : null, collation) };
    }
    const subject = textOf(value, operand.type, null, nvarchar("max"));
    return (known.regexp.test(subject) || known.regexp.test(subject.replace(/ +$/, ""))) !== expr.not;
  };
}
