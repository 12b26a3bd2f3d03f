import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { toText } from "./convert-text.ts";
import { parseDate } from "./date-text.ts";
import { epoch1900, roundDatetime } from "./dates.ts";
import { sqlError } from "./errors.ts";
import { decimalNumber, numericValue, parseDecimal, rescale, toDecimal } from "./numeric.ts";
import { isInteger } from "./types.ts";

const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  tinyint: [0n, 255n],
  smallint: [-32768n, 32767n],
  int: [-2147483648n, 2147483647n],
  bigint: [-9223372036854775808n, 9223372036854775807n],
};
const dayMs = 86_400_000;

/** A value of type `from` as type `to`. `cast` = written in the text: it cuts strings silently and knows styles. */
export function convert(
  value: SqlValue,
  from: SqlType,
  to: SqlType,
  cast: { readonly style: number | null } | null = null,
): SqlValue {
  if (value === null) return null;
  switch (to.name) {
    case "bit":
      return toBit(value, from);
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return toInteger(value, from, to);
    case "numeric":
      return toNumeric(value, from, to);
    case "float":
    case "real":
      return toFloat(value, from, to);
    case "datetime":
    case "smalldatetime":
    case "date":
    case "datetime2":
      return toDate(value, from, to);
    case "uniqueidentifier":
      return toGuid(value, from);
    case "varbinary":
      return toBinary(value, from, to.length);
    default:
      return toText(value, from, to, cast);
  }
}

function toBit(value: SqlValue, from: SqlType): SqlValue {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") {
    const text = value.trim().toLowerCase();
    if (text === "true") return true;
    if (text === "false") return false;
    if (/^[+-]?\d*$/.test(text)) return !/^[+-]?0*$/.test(text);
    throw sqlError(245, [from.name, value, "bit"]);
  }
  if (value instanceof Uint8Array) return value.some((byte) => byte !== 0);
  return toDecimal(value).unscaled !== 0n;
}

function toInteger(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  let exact: bigint;
  if (typeof value === "string") {
    const text = value.trim();
    if (!/^([+-]?\s*\d+|)$/.test(text))
      throw to.name === "bigint" ? sqlError(8114, [from.name, to.name]) : sqlError(245, [from.name, value, to.name]);
    exact = BigInt(text.replace(/^\+|\s/g, "") || "0");
  } else if (value instanceof Date) {
    if (from.name !== "datetime" && from.name !== "smalldatetime") throw sqlError(529, [from.name, to.name]);
    exact = BigInt(Math.round((value.getTime() - epoch1900) / dayMs));
  } else if (value instanceof Uint8Array) {
    const size = to.name === "bigint" ? 64 : 32;
    exact = BigInt.asIntN(
      size,
      value.slice(-(size / 8)).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n),
    );
  } else if (from.name === "uniqueidentifier") throw sqlError(206, [from.name, to.name]);
  else exact = typeof value === "number" ? BigInt(Math.trunc(value)) : rescale(toDecimal(value), 0, "cut");
  const [low, high] = ranges[to.name] ?? [0n, 0n];
  if (exact < low || exact > high) {
    if (typeof value === "string")
      throw to.name === "int"
        ? sqlError(248, [from.name, value])
        : to.name === "bigint"
          ? sqlError(8115, ["expression", "bigint"])
          : sqlError(244, [value, to.name.toUpperCase()]);
    throw to.name === "int" || to.name === "bigint"
      ? sqlError(8115, ["expression", to.name])
      : sqlError(220, [to.name, String(exact)]);
  }
  return to.name === "bigint" ? exact : Number(exact);
}

function toNumeric(value: SqlValue, from: SqlType, to: Extract<SqlType, { name: "numeric" }>): SqlValue {
  if (typeof value === "string") {
    const parsed = parseDecimal(value);
    if (parsed === null) throw sqlError(8114, [from.name, "numeric"]);
    return guarded(() => numericValue(parsed, to), from.name);
  }
  if (value instanceof Date || value instanceof Uint8Array) throw sqlError(529, [from.name, to.name]);
  return guarded(
    () => numericValue(toDecimal(value), to),
    isInteger(from) && from.name !== "bit" ? "expression" : from.name,
  );
}

function guarded(make: () => SqlValue, from: string): SqlValue {
  try {
    return make();
  } catch {
    throw sqlError(8115, [from, "numeric"]);
  }
}

function toFloat(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  let result: number;
  if (typeof value === "string") {
    const text = value.trim();
    if (text !== "" && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw sqlError(8114, [from.name, to.name]);
    result = Number(text);
  } else if (value instanceof Date) result = (value.getTime() - epoch1900) / dayMs;
  else if (value instanceof Uint8Array) throw sqlError(529, [from.name, to.name]);
  else result = typeof value === "number" ? value : decimalNumber(toDecimal(value));
  return to.name === "real" ? Math.fround(result) : result;
}

function toDate(value: SqlValue, from: SqlType, to: SqlType): SqlValue {
  let ms: number;
  if (value instanceof Date) ms = value.getTime();
  else if (typeof value === "string") {
    const parsed = parseDate(value);
    if (parsed === null) throw dateError(value, from, to);
    ms = parsed.getTime();
  } else if (value instanceof Uint8Array || to.name === "date" || to.name === "datetime2")
    throw sqlError(206, [from.name, to.name]);
  else ms = Math.round(epoch1900 + decimalNumber(toDecimal(value)) * dayMs);
  if (to.name === "datetime" || to.name === "smalldatetime") {
    if (ms < Date.UTC(1753, 0, 1)) throw sqlError(242, [from.name, to.name]);
    return new Date(to.name === "datetime" ? roundDatetime(ms) : Math.round(ms / 60_000) * 60_000);
  }
  return new Date(to.name === "date" ? Math.floor(ms / dayMs) * dayMs : ms);
}

/** 242 when the shape is right and the day does not exist, else 241. */
function dateError(text: string, from: SqlType, to: SqlType) {
  const isShape = /^\s*(\d{8}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})([T\s].*)?$/.test(text);
  return isShape && (to.name === "datetime" || to.name === "smalldatetime")
    ? sqlError(242, [from.name, to.name])
    : sqlError(241);
}

function toGuid(value: SqlValue, from: SqlType): SqlValue {
  if (typeof value !== "string") throw sqlError(206, [from.name, "uniqueidentifier"]);
  const match = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?/i.exec(value);
  if (match?.[1] === undefined) throw sqlError(8169);
  return match[1].toUpperCase();
}

function toBinary(value: SqlValue, from: SqlType, length: number | "max"): SqlValue {
  let bytes: Uint8Array;
  if (value instanceof Uint8Array) bytes = value;
  else if (typeof value === "string")
    bytes =
      from.name === "nvarchar" || from.name === "nchar" ? Buffer.from(value, "utf16le") : Buffer.from(value, "latin1");
  else if (value instanceof Date) throw sqlError(529, [from.name, "varbinary"]);
  else {
    const size =
      from.name === "bigint"
        ? 8
        : from.name === "smallint"
          ? 2
          : from.name === "tinyint" || from.name === "bit"
            ? 1
            : 4;
    const exact = BigInt.asUintN(size * 8, rescale(toDecimal(value), 0, "cut"));
    bytes = Uint8Array.from(
      (
        exact
          .toString(16)
          .padStart(size * 2, "0")
          .match(/../g) ?? []
      ).map((pair) => Number.parseInt(pair, 16)),
    );
    if (length !== "max") return bytes.slice(-length);
  }
  return length === "max" ? bytes : bytes.slice(0, length);
}
