import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { Expr } from "./ast.ts";
import { bindBinary, bindUnary } from "./bind-arithmetic.ts";
import { bindCall } from "./bind-call.ts";
import { bindCondition } from "./bind-condition.ts";
import { bindSubquery } from "./bind-subquery.ts";
import { collationByName } from "./collation.ts";
import { coerced } from "./compare.ts";
import { convert } from "./convert.ts";
import { SqlError, sqlError } from "./errors.ts";
import type { Bound, Scope } from "./scope.ts";
import { systemVariable } from "./system-variables.ts";
import { int, isDate, isNumber, isText } from "./types.ts";
import { unify } from "./unify.ts";

export function bindExpr(expr: Expr, scope: Scope): Bound {
  const grouped = groupKey(expr, scope);
  if (grouped !== null) return grouped;
  switch (expr.kind) {
    case "literal":
      return literal(expr.value, expr.type, expr.digits);
    case "variable":
      return bindVariable(expr.name, expr.line, scope);
    case "column":
      return scope.column(expr.parts, expr.line);
    case "unary":
      return bindUnary(expr, scope);
    case "binary":
      return bindBinary(expr, scope);
    case "case":
      return bindCase(expr, scope);
    case "cast":
      return bindCast(expr, scope);
    case "collate":
      return bindCollate(expr, scope);
    case "call":
      return bindCall(expr, scope);
    case "subquery": {
      const query = bindSubquery(expr.query, scope);
      const [column] = query.columns;
      if (column === undefined || query.columns.length !== 1) throw sqlError(116, [], { line: expr.line });
      return {
        type: column.type,
        nullable: true,
        eval: (env) => {
          const rows = query.rows(env);
          if (rows.length > 1) throw sqlError(512);
          return rows[0]?.[0] ?? null;
        },
      };
    }
    default:
      throw sqlError(102, [""]);
  }
}

/** An expression of the GROUP BY list, seen from behind the grouping. */
function groupKey(expr: Expr, scope: Scope): Bound | null {
  const { grouping } = scope;
  if (grouping === null || expr.kind === "literal" || expr.kind === "column") return null;
  const slot = grouping.keys.indexOf(scope.key(expr));
  const key = grouping.types[slot];
  return key === undefined ? null : { type: key.type, nullable: true, eval: (env) => env.group[slot] ?? null };
}

export function literal(value: SqlValue, type: SqlType, digits?: number): Bound {
  return {
    type,
    nullable: value === null,
    constant: value,
    eval: () => value,
    ...(value === null ? { untyped: true } : {}),
    ...(digits === undefined ? {} : { digits }),
  };
}

function bindVariable(name: string, line: number, scope: Scope): Bound {
  if (name.startsWith("@@")) return systemVariable(name, line, scope.runtime);
  const { variables } = scope.runtime;
  const variable = variables.get(name.toLowerCase());
  if (variable === undefined) throw sqlError(137, [name], { line, state: 2 });
  return { type: variable.type, nullable: true, eval: () => variable.value };
}

/** The common type of several branches; NULL literals take any. */
export function commonType(items: readonly Bound[]): SqlType | null {
  let type: SqlType | null = null;
  for (const item of items) if (!item.untyped) type = type === null ? item.type : unify(type, item.type);
  return type;
}

function bindCase(expr: Extract<Expr, { kind: "case" }>, scope: Scope): Bound {
  const whens = expr.whens.map((when) => ({
    test: bindCondition(when.when, scope),
    value: bindExpr(when.result, scope),
  }));
  const otherwise = expr.otherwise === null ? null : bindExpr(expr.otherwise, scope);
  const values = [...whens.map((when) => when.value), ...(otherwise === null ? [] : [otherwise])];
  const type = commonType(values);
  if (type === null) throw sqlError(8133, [], { line: expr.line });
  const branches = whens.map(({ test, value }) => ({ test, get: coerced(value, type) }));
  const last = otherwise === null ? () => null : coerced(otherwise, type);
  const nullable = otherwise === null || values.some((value) => value.nullable);
  return {
    type,
    nullable,
    eval: (env) => {
      for (const { test, get } of branches) if (test(env) === true) return get(env);
      return last(env);
    },
  };
}

function bindCast(expr: Extract<Expr, { kind: "cast" }>, scope: Scope): Bound {
  const operand = bindExpr(expr.operand, scope);
  const style = expr.style === null ? null : bindExpr(expr.style, scope);
  const { type, attempt } = expr;
  const isGuid = (one: SqlType): boolean => one.name === "uniqueidentifier";
  const [from, to] = [operand.type, type];
  if ((isGuid(to) && (isDate(from) || isNumber(from))) || (isGuid(from) && (isDate(to) || isNumber(to))))
    throw sqlError(529, [from.name, to.name], { line: expr.line });
  return {
    type,
    nullable: true,
    ...(operand.collation !== undefined && isText(type) ? { collation: operand.collation } : {}),
    eval: (env) => {
      const value = operand.eval(env);
      if (value === null) return null;
      try {
        const number = style === null ? null : convert(style.eval(env), style.type, int);
        return convert(value, operand.type, type, { style: typeof number === "number" ? number : null });
      } catch (error) {
        if (error instanceof SqlError && error.number === 206) throw sqlError(529, [operand.type.name, type.name]);
        if (attempt && error instanceof SqlError && error.number !== 529) return null;
        throw error;
      }
    },
  };
}

function bindCollate(expr: Extract<Expr, { kind: "collate" }>, scope: Scope): Bound {
  const operand = bindExpr(expr.operand, scope);
  const collation = collationByName(expr.name);
  if (collation === null) throw sqlError(448, [expr.name], { line: expr.line });
  if (!isText(operand.type)) throw sqlError(447, [operand.type.name], { line: expr.line });
  return { ...operand, collation };
}
