import type { SqlType } from "#lab/sql-server/contract.ts";

export type TypeName = SqlType["name"];

export const int: SqlType = { name: "int" };
export const bigint: SqlType = { name: "bigint" };
export const bit: SqlType = { name: "bit" };
export const float: SqlType = { name: "float" };
export const datetime: SqlType = { name: "datetime" };
export const nvarchar = (length: number | "max"): SqlType => ({ name: "nvarchar", length });
export const varchar = (length: number | "max"): SqlType => ({ name: "varchar", length });
export const numeric = (precision: number, scale: number): SqlType => ({ name: "numeric", precision, scale });

/** Lower to higher: the lower is converted. */
export const typeOrder: readonly TypeName[] = [
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
export const isDate = (type: SqlType): boolean => typeOrder.indexOf(type.name) >= typeOrder.indexOf("date");
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
