import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { Call } from "./ast.ts";
import { bindExpr } from "./bind-expr.ts";
import { compareValues, valueKey } from "./compare.ts";
import { convert } from "./convert.ts";
import { UnsupportedError } from "./cursor.ts";
import { sqlError } from "./errors.ts";
import { decimalArithmetic, decimalNumber, toDecimal } from "./numeric.ts";
import type { Bound, Env, Scope } from "./scope.ts";
import { int, isNumber, numeric } from "./types.ts";

export type Folded = { readonly type: SqlType; readonly fold: (rows: readonly Env[]) => SqlValue };

/** The aggregate over rows of this level. Under GROUP BY its value waits in a slot of the group. */
export function bindAggregate(expr: Call, scope: Scope): Bound {
  const { grouping } = scope;
  if (grouping === null) throw sqlError(scope.clause === "where" ? 147 : 130, [], { line: expr.line });
  const key = scope.key(expr);
  const known = grouping.aggregates.findIndex((aggregate) => aggregate.key === key);
  let slot = known;
  if (known < 0) {
    scope.grouping = null;
    const folded = foldOf(expr, scope);
    scope.grouping = grouping;
    slot = grouping.aggregates.push({ key, type: folded.type, start: folded.fold }) - 1;
  }
  const index = grouping.keys.length + slot;
  return { type: grouping.aggregates[slot]?.type ?? int, nullable: true, eval: (env) => env.group[index] ?? null };
}

export function foldOf(expr: Call, scope: Scope): Folded {
  const [name = ""] = expr.parts;
  if (expr.star) {
    if (name !== "COUNT" && name !== "COUNT_BIG") throw sqlError(102, ["*"], { line: expr.line });
    return name === "COUNT"
      ? { type: int, fold: (rows) => rows.length }
      : { type: { name: "bigint" }, fold: (rows) => BigInt(rows.length) };
  }
  const [first] = expr.args;
  if (first === undefined || expr.args.length !== 1) throw sqlError(174, [name.toLowerCase(), 1], { line: expr.line });
  const arg = bindExpr(first, scope);
  const values = (rows: readonly Env[]): readonly SqlValue[] => {
    const present = rows.map((env) => arg.eval(env)).filter((value) => value !== null);
    if (!expr.distinct) return present;
    const seen = new Map(present.map((value) => [valueKey(value), value]));
    return [...seen.values()];
  };
  switch (name) {
    case "COUNT":
      return { type: int, fold: (rows) => values(rows).length };
    case "COUNT_BIG":
      return { type: { name: "bigint" }, fold: (rows) => BigInt(values(rows).length) };
    case "MIN":
    case "MAX": {
      const sign = name === "MIN" ? -1 : 1;
      const collation = arg.collation ?? "ci";
      return {
        type: arg.type,
        fold: (rows) =>
          values(rows).reduce<SqlValue>(
            (best, value) => (best === null || compareValues(value, best, collation) * sign > 0 ? value : best),
            null,
          ),
      };
    }
    case "SUM":
    case "AVG":
      return sumOf(name, arg, values, expr.line);
    case "CHECKSUM_AGG":
      return {
        type: int,
        fold: (rows) => {
          const all = values(rows);
          return all.length === 0 ? null : all.reduce<number>((sum, value) => sum ^ Number(value), 0);
        },
      };
    default:
      throw new UnsupportedError(`the aggregate ${name}`, expr.line);
  }
}

function sumOf(
  name: "SUM" | "AVG",
  arg: Bound,
  values: (rows: readonly Env[]) => readonly SqlValue[],
  line: number,
): Folded {
  const from = arg.type;
  if (!isNumber(from) || from.name === "bit") throw sqlError(8117, [from.name, name.toLowerCase()], { line });
  if (from.name === "float" || from.name === "real") {
    const fold = (rows: readonly Env[]): SqlValue => {
      const all = values(rows);
      const sum = all.reduce<number>((total, value) => total + Number(value), 0);
      return all.length === 0 ? null : name === "SUM" ? sum : sum / all.length;
    };
    return { type: { name: "float" }, fold };
  }
  const type: SqlType =
    from.name === "numeric"
      ? numeric(38, name === "SUM" ? from.scale : Math.max(6, from.scale))
      : from.name === "bigint"
        ? from
        : int;
  const fold = (rows: readonly Env[]): SqlValue => {
    const all = values(rows);
    if (all.length === 0) return null;
    const scale = from.name === "numeric" ? from.scale : 0;
    const unscaled = all.reduce<bigint>((total, value) => total + toDecimal(value).unscaled, 0n);
    if (type.name === "numeric") {
      return name === "SUM"
        ? convert({ unscaled, scale }, type, type)
        : decimalArithmetic("/", { unscaled, scale }, { unscaled: BigInt(all.length), scale: 0 }, type);
    }
    const sum = convert(unscaled, { name: "bigint" }, type);
    if (name === "SUM") return sum;
    return type.name === "bigint"
      ? unscaled / BigInt(all.length)
      : Math.trunc(decimalNumber({ unscaled, scale: 0 }) / all.length);
  };
  return { type, fold };
}
