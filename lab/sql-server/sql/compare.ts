import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { type Collation, compareText, foldKey } from "./collation.ts";
import { convert } from "./convert.ts";
import { sqlError } from "./errors.ts";
import { compareDecimal, toDecimal } from "./numeric.ts";
import type { Bound, Env } from "./scope.ts";
import { isText } from "./types.ts";
import { unify } from "./unify.ts";

/** Order of two values of one type; NULL lowest. */
export function compareValues(a: SqlValue, b: SqlValue, collation: Collation): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b, collation);
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
  return compareDecimal(toDecimal(a), toDecimal(b));
}

/** Equal for values that compare equal: for DISTINCT, GROUP BY, hash joins. */
export function valueKey(value: SqlValue): string {
  if (value === null) return "~";
  if (typeof value === "string") return `s${foldKey(value, "ci")}`;
  if (value instanceof Date) return `d${value.getTime()}`;
  if (value instanceof Uint8Array) return `b${Buffer.from(value).toString("hex")}`;
  if (typeof value === "object") {
    const trimmed = String(value.unscaled).padStart(value.scale + 1, "0");
    return `n${trimmed.slice(0, -value.scale)}.${trimmed.slice(-value.scale)}`.replace(/\.?0+$/, "");
  }
  return typeof value === "number" || typeof value === "bigint" ? `n${value}` : `n${value ? 1 : 0}`;
}

export const rowKey = (row: readonly SqlValue[]): string => JSON.stringify(row.map(valueKey));

export function collationOf(a: Bound, b: Bound): Collation {
  if (a.collation !== undefined && b.collation !== undefined && a.collation !== b.collation)
    throw sqlError(468, [a.collation, b.collation, "equal to"]);
  return a.collation ?? b.collation ?? "ci";
}

/** A getter that gives the value in type `to`. */
export function coerced(bound: Bound, to: SqlType): (env: Env) => SqlValue {
  const { type } = bound;
  if (bound.untyped) return () => null;
  if (type.name === to.name && !("precision" in to) && !isText(to)) return bound.eval;
  if (isText(type) && isText(to)) {
    const isPadded = to.name === "char" || to.name === "nchar";
    if (!isPadded) return bound.eval;
  }
  if ("constant" in bound) {
    let value: SqlValue | undefined;
    return () => {
      value ??= convert(bound.constant ?? null, type, to);
      return value;
    };
  }
  return (env) => convert(bound.eval(env), type, to);
}

/** -1, 0, 1 or null (a NULL is involved) of two expressions, in the type that both take. */
export function comparer(a: Bound, b: Bound): (env: Env) => number | null {
  const type = a.untyped ? b.type : b.untyped ? a.type : unify(a.type, b.type);
  const collation = collationOf(a, b);
  const left = coerced(a, type);
  const right = coerced(b, type);
  return (env) => {
    const x = left(env);
    if (x === null) return null;
    const y = right(env);
    return y === null ? null : compareValues(x, y, collation);
  };
}

export function testOf(op: string): (order: number) => boolean {
  switch (op) {
    case "=":
      return (order) => order === 0;
    case "<>":
      return (order) => order !== 0;
    case "<":
      return (order) => order < 0;
    case "<=":
      return (order) => order <= 0;
    case ">":
      return (order) => order > 0;
    default:
      return (order) => order >= 0;
  }
}
