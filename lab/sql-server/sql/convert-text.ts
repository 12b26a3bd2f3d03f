import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { formatDate } from "./date-text.ts";
import { sqlError } from "./errors.ts";
import { decimalText } from "./numeric.ts";
import { isDate, isInteger, isText } from "./types.ts";

export function toText(
  value: SqlValue,
  from: SqlType,
  to: Extract<SqlType, { length: unknown }>,
  cast: { readonly style: number | null } | null,
): SqlValue {
  const text = textOf(value, from, cast?.style ?? null, to);
  const limit = to.length === "max" ? Number.POSITIVE_INFINITY : to.length;
  if (text.length <= limit) return to.name === "char" || to.name === "nchar" ? text.padEnd(limit, " ") : text;
  if (isText(from) || from.name === "varbinary" || isDate(from)) return text.slice(0, limit);
  if (from.name === "uniqueidentifier") throw sqlError(8170);
  if (isInteger(from) && from.name !== "bigint" && (to.name === "varchar" || to.name === "char")) return "*";
  throw sqlError(8115, [isInteger(from) ? "expression" : from.name, to.name]);
}

/** The text of a value; style as in CONVERT. */
export function textOf(value: SqlValue, type: SqlType, style: number | null, to: SqlType): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "1" : "0";
  if (value instanceof Date) {
    const usual = type.name === "date" ? 23 : type.name === "datetime2" ? 121 : 0;
    const text = formatDate(value, style ?? usual, type.name);
    if (text === null) throw sqlError(281, [String(style), type.name]);
    return text;
  }
  if (value instanceof Uint8Array) {
    if (style === 1 || style === 2) return (style === 1 ? "0x" : "") + Buffer.from(value).toString("hex").toUpperCase();
    return Buffer.from(value).toString(to.name === "nvarchar" || to.name === "nchar" ? "utf16le" : "latin1");
  }
  if (typeof value === "number" && (type.name === "float" || type.name === "real")) return floatText(value, style ?? 0);
  return typeof value === "object" ? decimalText(value) : String(value);
}

function floatText(value: number, style: number): string {
  const digits = style === 0 ? 6 : style === 1 ? 8 : 16;
  const size = Math.abs(value);
  const exponential =
    style !== 0 || (size !== 0 && (size >= 1e15 || size < 1e-4)) || (size >= 10 ** digits && size >= 1e6);
  if (!exponential) return String(Number(value.toPrecision(digits)));
  return value
    .toExponential(digits - 1)
    .replace(/(\.\d*?)0+e/, style === 0 ? "$1e" : "$&")
    .replace(".e", "e")
    .replace(/e([+-])(\d)$/, "e$10$2")
    .replace(/e([+-])(\d{2})$/, "e$10$2");
}
