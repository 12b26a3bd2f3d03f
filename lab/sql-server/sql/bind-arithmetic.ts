import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { bigResult, type Compute, floatResult, intResult, strict } from "./arithmetic-results.ts";
import type { Expr } from "./ast.ts";
import { bindExpr, literal } from "./bind-expr.ts";
import { coerced } from "./compare.ts";
import { convert } from "./convert.ts";
import { epoch1900, roundDatetime } from "./dates.ts";
import { sqlError } from "./errors.ts";
import { decimalArithmetic, decimalNumber, toDecimal } from "./numeric.ts";
import type { Bound, Env, Scope } from "./scope.ts";
import { float, isDate, isInteger, isNumber, isText, isUnicode, numeric, textLength } from "./types.ts";
import { decimalResult, unify } from "./unify.ts";

const words: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "modulo",
  "&": "'&'",
  "|": "'|'",
  "^": "'^'",
};

export function bindUnary(expr: Extract<Expr, { kind: "unary" }>, scope: Scope): Bound {
  const operand = bindExpr(expr.operand, scope);
  if (expr.op === "+") return operand;
  if (expr.op === "~") {
    if (!isInteger(operand.type)) throw sqlError(8117, [operand.type.name, "'~'"], { line: expr.line });
    return { type: operand.type, nullable: operand.nullable, eval: (env) => bitwiseNot(operand.eval(env)) };
  }
  if (!isNumber(operand.type)) throw sqlError(8117, [operand.type.name, "minus"], { line: expr.line });
  if (operand.constant !== undefined && operand.constant !== null)
    return literal(negate(operand.constant), operand.type, operand.digits);
  return {
    type: operand.type,
    nullable: operand.nullable,
    eval: (env) => convert(negate(operand.eval(env)), operand.type, operand.type),
  };
}

function negate(value: SqlValue): SqlValue {
  if (typeof value === "number" || typeof value === "bigint") return -value;
  if (value !== null && typeof value === "object" && "unscaled" in value)
    return { unscaled: -value.unscaled, scale: value.scale };
  return value;
}

function bitwiseNot(value: SqlValue): SqlValue {
  if (typeof value === "boolean") return !value;
  return typeof value === "number" || typeof value === "bigint" ? ~value : value;
}

export function bindBinary(expr: Extract<Expr, { kind: "binary" }>, scope: Scope): Bound {
  const left = bindExpr(expr.left, scope);
  const right = bindExpr(expr.right, scope);
  return arithmetic(expr.op, left, right, expr.line);
}

export function arithmetic(op: string, left: Bound, right: Bound, line: number): Bound {
  const a = left.untyped ? right.type : left.type;
  const b = right.untyped ? left.type : right.type;
  if (op === "+" && isText(a) && isText(b)) return concatenation(left, right);
  if (op === "+" && a.name === "varbinary" && b.name === "varbinary") return bytes(left, right);
  if (isDate(a) || isDate(b)) return dateArithmetic(op, left, right, line);
  const type = unify(a, b);
  if (!isNumber(type) || (type.name === "bit" && !"&|^".includes(op)))
    throw sqlError(
      type.name === "varchar" || type.name === "nvarchar" || a.name === b.name ? 8117 : 402,
      type.name === "varchar" || type.name === "nvarchar" || a.name === b.name
        ? [type.name, words[op] ?? op]
        : [a.name, b.name, words[op] ?? op],
      { line },
    );
  if ("&|^".includes(op)) return bitwise(op, left, right, type, line);
  if (type.name === "numeric") return decimals(op, left, right);
  const x = coerced(left, type);
  const y = coerced(right, type);
  const compute =
    type.name === "bigint"
      ? bigResult(op)
      : type.name === "float" || type.name === "real"
        ? floatResult(op)
        : intResult(op, type);
  return { type, nullable: true, eval: strict(x, y, compute) };
}

function decimals(op: string, left: Bound, right: Bound): Bound {
  const typed = ({ type, digits }: Bound): SqlType => (digits === undefined ? type : numeric(digits, 0));
  const asNumber = (bound: Bound, other: Bound): Bound =>
    isNumber(bound.type) ? bound : { ...bound, type: other.type, eval: coerced(bound, other.type) };
  const a = asNumber(left, right);
  const b = asNumber(right, left);
  const type = decimalResult(op, typed(a), typed(b));
  return {
    type,
    nullable: true,
    eval: strict(a.eval, b.eval, (x, y) => decimalArithmetic(op, toDecimal(x), toDecimal(y), type)),
  };
}

function bitwise(op: string, left: Bound, right: Bound, type: SqlType, line: number): Bound {
  if (!isInteger(type)) throw sqlError(402, [left.type.name, right.type.name, words[op] ?? op], { line });
  const compute: Compute = (a, b) => {
    const [x, y] = [toDecimal(a).unscaled, toDecimal(b).unscaled];
    return convert(op === "&" ? x & y : op === "|" ? x | y : x ^ y, { name: "bigint" }, type);
  };
  return { type, nullable: true, eval: strict(coerced(left, type), coerced(right, type), compute) };
}

function concatenation(left: Bound, right: Bound): Bound {
  const unicode = isUnicode(left.type) || isUnicode(right.type);
  const [a, b] = [left.untyped ? 1 : textLength(left.type), right.untyped ? 1 : textLength(right.type)];
  const limit = unicode ? 4000 : 8000;
  const length = a === "max" || b === "max" ? "max" : Math.min(limit, a + b);
  const collation = left.collation ?? right.collation;
  return {
    type: { name: unicode ? "nvarchar" : "varchar", length },
    nullable: left.nullable || right.nullable,
    ...(collation === undefined ? {} : { collation }),
    eval: strict(left.eval, right.eval, (x, y) =>
      `${String(x)}${String(y)}`.slice(0, length === "max" ? undefined : length),
    ),
  };
}

function bytes(left: Bound, right: Bound): Bound {
  const join: Compute = (x, y) => (x instanceof Uint8Array && y instanceof Uint8Array ? Buffer.concat([x, y]) : null);
  return { type: { name: "varbinary", length: 8000 }, nullable: true, eval: strict(left.eval, right.eval, join) };
}

/** datetime ± days, datetime − datetime; datetime2 and date refuse, as there. */
function dateArithmetic(op: string, left: Bound, right: Bound, line: number): Bound {
  const type = isDate(left.type) ? left.type : right.type;
  const bad = [left.type, right.type].find((item) => item.name === "date" || item.name === "datetime2");
  if (bad !== undefined)
    throw isDate(left.type) && isDate(right.type)
      ? sqlError(8117, [bad.name, words[op] ?? op], { line })
      : sqlError(206, [isDate(left.type) ? right.type.name : left.type.name, bad.name], { line });
  if (op !== "+" && op !== "-") throw sqlError(8117, [type.name, words[op] ?? op], { line });
  const ms = (bound: Bound): ((env: Env) => SqlValue) => {
    if (bound.untyped) return () => null;
    if (isNumber(bound.type))
      return (env) => {
        const value = bound.eval(env);
        return value === null ? null : decimalNumber(toDecimal(convert(value, bound.type, float))) * 86_400_000;
      };
    const get = coerced(bound, type);
    return (env) => {
      const value = get(env);
      return value instanceof Date ? value.getTime() - epoch1900 : null;
    };
  };
  const compute: Compute = (x, y) =>
    new Date(roundDatetime(epoch1900 + (op === "+" ? Number(x) + Number(y) : Number(x) - Number(y))));
  return { type, nullable: true, eval: strict(ms(left), ms(right), compute) };
}
