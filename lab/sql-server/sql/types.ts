import type { SqlType } from "#lab/sql-server/contract.ts";
import { sqlError } from "./errors.ts";

export type TypeName = SqlType["name"];

export const int: SqlType = { name: "int" };
export const bigint: SqlType = { name: "bigint" };
export const bit: SqlType = { name: "bit" };
export const float: SqlType = { name: "float" };
export const datetime: SqlType = { name: "datetime" };
export const nvarchar = (length: number | "max"): SqlType => ({ name: "nvarchar", length });
export const varchar = (length: number | "max"): SqlType => ({ name: "varchar", length });
export const numeric = (precision: number, scale: number): SqlType => ({ name: "numeric", precision, scale });

const order: readonly TypeName[] = [
  "varbinary",
  "char",
  "varchar",
  "nchar",
  "nvarchar",
  "uniqueidentifier",
  "bit",
  "tinyint",
  "smallint",
  "int",
  "bigint",
  "numeric",
  "real",
  "float",
  "date",
  "smalldatetime",
  "datetime",
  "datetime2",
];
export const isText = (type: SqlType): boolean =>
  type.name === "char" || type.name === "varchar" || type.name === "nchar" || type.name === "nvarchar";
export const isUnicode = (type: SqlType): boolean => type.name === "nchar" || type.name === "nvarchar";
export const isDate = (type: SqlType): boolean => order.indexOf(type.name) >= order.indexOf("date");
export const isInteger = (type: SqlType): boolean =>
  type.name === "int" ||
  type.name === "smallint" ||
  type.name === "tinyint" ||
  type.name === "bigint" ||
  type.name === "bit";
export const isNumber = (type: SqlType): boolean =>
  isInteger(type) || type.name === "numeric" || type.name === "float" || type.name === "real";

/** A type as it is written in T-SQL; null = 243. */
export function namedType(name: string, sizes: readonly (number | "max")[]): SqlType | null {
  const first = sizes[0];
  const size = typeof first === "number" ? first : 0;
  switch (name) {
    case "int":
    case "bigint":
    case "smallint":
    case "tinyint":
    case "bit":
    case "real":
    case "datetime":
    case "smalldatetime":
    case "date":
    case "uniqueidentifier":
      return { name };
    case "integer":
      return int;
    case "float":
    case "double":
      return first !== undefined && size <= 24 && size > 0 ? { name: "real" } : float;
    case "datetime2":
      return { name, scale: first === undefined ? 7 : size };
    case "numeric":
    case "decimal":
    case "dec":
      return numeric(first === undefined ? 18 : size, typeof sizes[1] === "number" ? sizes[1] : 0);
    case "money":
      return numeric(19, 4);
    case "smallmoney":
      return numeric(10, 4);
    case "char":
    case "varchar":
    case "nchar":
    case "nvarchar":
      return { name, length: first ?? 1 };
    case "character":
      return { name: "char", length: first ?? 1 };
    case "varcharacter":
      return varchar(first ?? 1);
    case "sysname":
      return nvarchar(128);
    case "ntext":
    case "xml":
      return nvarchar("max");
    case "sql_variant":
      return nvarchar(4000);
    case "text":
      return varchar("max");
    case "binary":
    case "varbinary":
      return { name: "varbinary", length: first ?? 1 };
    case "image":
      return { name: "varbinary", length: "max" };
    case "timestamp":
    case "rowversion":
      return { name: "varbinary", length: 8 };
    default:
      return null;
  }
}

export function typeName(type: SqlType): string {
  return type.name;
}

/** Digits and scale of a number type in decimal arithmetic. */
export function precisionOf(type: SqlType): { readonly precision: number; readonly scale: number } {
  switch (type.name) {
    case "numeric":
      return type;
    case "bigint":
      return { precision: 19, scale: 0 };
    case "int":
      return { precision: 10, scale: 0 };
    case "smallint":
      return { precision: 5, scale: 0 };
    case "tinyint":
      return { precision: 3, scale: 0 };
    case "bit":
      return { precision: 1, scale: 0 };
    default:
      return { precision: 38, scale: 0 };
  }
}

export const textLength = (type: SqlType): number | "max" => ("length" in type ? type.length : displayLength(type));

/** Characters an implicit conversion to text may need. */
export function displayLength(type: SqlType): number {
  switch (type.name) {
    case "bit":
      return 1;
    case "tinyint":
      return 3;
    case "smallint":
      return 6;
    case "int":
      return 12;
    case "bigint":
      return 24;
    case "numeric":
      return type.precision + 3;
    case "uniqueidentifier":
      return 36;
    case "date":
      return 10;
    default:
      return 30;
  }
}

const longer = (a: number | "max", b: number | "max"): number | "max" =>
  a === "max" || b === "max" ? "max" : Math.max(a, b);

/** The type that CASE, COALESCE, UNION, a comparison give two operands. */
export function unify(a: SqlType, b: SqlType): SqlType {
  const high = order.indexOf(a.name) >= order.indexOf(b.name) ? a : b;
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
