import type { SqlType } from "#lab/sql-server/contract.ts";
import { sqlError } from "./errors.ts";
import { isDate, isNumber, isText, isUnicode, numeric, precisionOf, textLength, typeOrder } from "./types.ts";

const longer = (a: number | "max", b: number | "max"): number | "max" =>
  a === "max" || b === "max" ? "max" : Math.max(a, b);

/** The type that CASE, COALESCE, UNION, a comparison give two operands. */
export function unify(a: SqlType, b: SqlType): SqlType {
  const high = typeOrder.indexOf(a.name) >= typeOrder.indexOf(b.name) ? a : b;
  const low = high === a ? b : a;
  if (isText(high) && (isText(low) || low.name === "varbinary")) {
    const length = longer(textLength(a), textLength(b));
    const name =
      isUnicode(a) || isUnicode(b)
        ? a.name === "nchar" && b.name === "nchar"
          ? "nchar"
          : "nvarchar"
        : a.name === "char" && b.name === "char"
          ? "char"
          : "varchar";
    return { name, length };
  }
  if (high.name === "varbinary" && low.name === "varbinary")
    return { name: "varbinary", length: longer(high.length, low.length) };
  if (high.name === "numeric" && isNumber(low)) {
    const x = precisionOf(high);
    const y = precisionOf(low);
    const scale = Math.max(x.scale, y.scale);
    return numeric(Math.min(38, Math.max(x.precision - x.scale, y.precision - y.scale) + scale), scale);
  }
  if (high.name === "datetime2" && low.name === "datetime2") return high.scale >= low.scale ? high : low;
  if (isDate(high) && low.name === "uniqueidentifier") throw sqlError(206, [low.name, high.name]);
  return high;
}

/** Result type of + - * / % on decimals. */
export function decimalResult(
  op: string,
  a: SqlType,
  b: SqlType,
): { readonly name: "numeric"; readonly precision: number; readonly scale: number } {
  const { precision: p1, scale: s1 } = precisionOf(a);
  const { precision: p2, scale: s2 } = precisionOf(b);
  let [p, s] = [0, 0];
  if (op === "*") [p, s] = [p1 + p2 + 1, s1 + s2];
  else if (op === "/") {
    s = Math.max(6, s1 + p2 + 1);
    p = p1 - s1 + s2 + s;
  } else if (op === "%") {
    s = Math.max(s1, s2);
    p = Math.min(p1 - s1, p2 - s2) + s;
  } else {
    s = Math.max(s1, s2);
    p = Math.max(p1 - s1, p2 - s2) + s + 1;
  }
  if (p > 38) {
    const whole = p - s;
    s =
      op === "*" || op === "/"
        ? Math.max(Math.min(s, 38 - whole), Math.min(s, 6))
        : Math.max(0, Math.min(s, 38 - whole));
    p = 38;
  }
  return { name: "numeric", precision: p, scale: s };
}
