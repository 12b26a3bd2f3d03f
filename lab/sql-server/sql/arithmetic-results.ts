import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { convert } from "./convert.ts";
import { sqlError } from "./errors.ts";
import { toDecimal } from "./numeric.ts";
import type { Env } from "./scope.ts";

export type Compute = (a: SqlValue, b: SqlValue) => SqlValue;

export const strict =
  (x: (env: Env) => SqlValue, y: (env: Env) => SqlValue, compute: Compute) =>
  (env: Env): SqlValue => {
    const a = x(env);
    const b = y(env);
    return a === null || b === null ? null : compute(a, b);
  };

export function intResult(op: string, type: SqlType): Compute {
  return (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    if ((op === "/" || op === "%") && y === 0) throw sqlError(8134);
    const result =
      op === "+" ? x + y : op === "-" ? x - y : op === "*" ? x * y : op === "/" ? Math.trunc(x / y) : x % y;
    return convert(result, type, type);
  };
}

export function bigResult(op: string): Compute {
  return (a, b) => {
    const [x, y] = [toDecimal(a).unscaled, toDecimal(b).unscaled];
    if ((op === "/" || op === "%") && y === 0n) throw sqlError(8134);
    const result = op === "+" ? x + y : op === "-" ? x - y : op === "*" ? x * y : op === "/" ? x / y : x % y;
    return convert(result, { name: "bigint" }, { name: "bigint" });
  };
}

export function floatResult(op: string): Compute {
  return (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    if (op === "/" && y === 0) throw sqlError(8134);
    const result = op === "+" ? x + y : op === "-" ? x - y : op === "*" ? x * y : op === "/" ? x / y : x % y;
    if (!Number.isFinite(result)) throw sqlError(8115, ["expression", "float"]);
    return result;
  };
}
