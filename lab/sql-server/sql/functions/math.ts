import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { convert } from "#lab/sql-server/sql/convert.ts";
import { sqlError } from "#lab/sql-server/sql/errors.ts";
import { decimalNumber, rescale, toDecimal } from "#lab/sql-server/sql/numeric.ts";
import type { Bound } from "#lab/sql-server/sql/scope.ts";
import { float, int, isText, numeric } from "#lab/sql-server/sql/types.ts";
import { fixedType, type SqlFunction, whole } from "./function.ts";

const numberType = (args: readonly Bound[]): SqlType => {
  const type = args[0]?.type ?? int;
  if (isText(type)) return float;
  return type.name === "tinyint" || type.name === "smallint" || type.name === "bit" ? int : type;
};
const wholeType = (args: readonly Bound[]): SqlType => {
  const type = numberType(args);
  return type.name === "numeric" ? numeric(type.precision, 0) : type;
};
const typed = (args: readonly Bound[], body: (value: SqlValue, type: SqlType) => SqlValue) => {
  const from = args[0]?.type ?? int;
  const to = numberType(args);
  return (value: SqlValue | undefined): SqlValue => body(convert(value ?? null, from, to), to);
};
const one = (body: (value: SqlValue, type: SqlType) => SqlValue, type = numberType): SqlFunction => ({
  wants: ["any"],
  min: 1,
  max: 1,
  type,
  body: ([v], _, args) => typed(args, body)(v),
});
const real = (body: (value: number) => number): SqlFunction => ({
  wants: ["float"],
  min: 1,
  max: 1,
  type: fixedType(float),
  body: ([v]) => {
    const result = body(Number(v));
    if (!Number.isFinite(result)) throw sqlError(3623, ["An invalid floating point operation occurred."]);
    return result;
  },
});

function isDecimal(value: SqlValue): value is { readonly unscaled: bigint; readonly scale: number } {
  return value !== null && typeof value === "object" && "unscaled" in value;
}

function absolute(value: SqlValue): SqlValue {
  if (isDecimal(value)) return { unscaled: value.unscaled < 0n ? -value.unscaled : value.unscaled, scale: value.scale };
  return typeof value === "bigint" ? (value < 0n ? -value : value) : Math.abs(Number(value));
}

function toWhole(value: SqlValue, direction: 1 | -1): SqlValue {
  if (!isDecimal(value))
    return typeof value === "bigint" ? value : direction > 0 ? Math.ceil(Number(value)) : Math.floor(Number(value));
  const cutOff = rescale(value, 0, "cut");
  const rest = value.unscaled - cutOff * 10n ** BigInt(value.scale);
  return direction > 0 ? (rest > 0n ? cutOff + 1n : cutOff) : rest < 0n ? cutOff - 1n : cutOff;
}

function round(value: SqlValue, digits: number, cut: boolean): SqlValue {
  if (typeof value === "number" && !Number.isInteger(value)) {
    const factor = 10 ** digits;
    return (cut ? Math.trunc(value * factor) : Math.sign(value) * Math.round(Math.abs(value) * factor)) / factor;
  }
  const exact = toDecimal(value);
  if (digits >= exact.scale) return value;
  const mode = cut ? "cut" : "round";
  const rounded =
    digits >= 0
      ? rescale(exact, digits, mode)
      : rescale({ unscaled: exact.unscaled, scale: exact.scale - digits }, 0, mode) * 10n ** BigInt(-digits);
  const unscaled = digits >= 0 ? rounded * 10n ** BigInt(exact.scale - digits) : rounded * 10n ** BigInt(exact.scale);
  if (isDecimal(value)) return { unscaled, scale: exact.scale };
  return typeof value === "bigint" ? unscaled : Number(unscaled);
}

export const mathFunctions: Readonly<Record<string, SqlFunction>> = {
  ABS: one((value) => absolute(value)),
  CEILING: one((value) => toWhole(value, 1), wholeType),
  FLOOR: one((value) => toWhole(value, -1), wholeType),
  SIGN: one((value) => {
    const sign = Math.sign(isDecimal(value) ? decimalNumber(value) : Number(value));
    return typeof value === "bigint"
      ? BigInt(sign)
      : isDecimal(value)
        ? { unscaled: BigInt(sign) * 10n ** BigInt(value.scale), scale: value.scale }
        : sign;
  }),
  ROUND: {
    wants: ["any", "int", "int"],
    min: 2,
    max: 3,
    type: numberType,
    body: ([v, digits, cut], _, args) => typed(args, (value) => round(value, whole(digits), whole(cut) !== 0))(v),
  },
  POWER: {
    wants: ["any", "float"],
    min: 2,
    max: 2,
    type: numberType,
    body: ([v, power], _, args) =>
      typed(args, (value, type) =>
        convert((isDecimal(value) ? decimalNumber(value) : Number(value)) ** Number(power), float, type),
      )(v),
  },
  SQRT: real(Math.sqrt),
  SQUARE: real((value) => value * value),
  EXP: real(Math.exp),
  LOG: real(Math.log),
  LOG10: real(Math.log10),
  SIN: real(Math.sin),
  COS: real(Math.cos),
  TAN: real(Math.tan),
  PI: { wants: [], min: 0, max: 0, type: fixedType(float), body: () => Math.PI },
};
