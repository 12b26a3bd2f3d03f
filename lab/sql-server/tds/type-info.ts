import type { SqlType } from "#lab/sql-server/contract.ts";
import type { ByteWriter } from "./byte-writer.ts";

/** SQL_Latin1_General_CP1_CI_AS. */
export const collation = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);

/** True when the value travels in chunks (PLP). */
export function isLong(type: SqlType): boolean {
  if (!("length" in type)) return false;
  if (type.length === "max") return true;
  return type.length > (type.name === "nvarchar" || type.name === "nchar" ? 4000 : 8000);
}

export function numericBytes(precision: number): number {
  if (precision <= 9) return 5;
  if (precision <= 19) return 9;
  return precision <= 28 ? 13 : 17;
}

function writeLength(out: ByteWriter, type: SqlType & { readonly length: number | "max" }, width: number): void {
  out.u16(isLong(type) || type.length === "max" ? 0xffff : Math.max(1, type.length) * width);
}

const fixed: Readonly<Record<string, readonly number[]>> = {
  int: [0x26, 4],
  bigint: [0x26, 8],
  smallint: [0x26, 2],
  tinyint: [0x26, 1],
  bit: [0x68, 1],
  float: [0x6d, 8],
  real: [0x6d, 4],
  datetime: [0x6f, 8],
  smalldatetime: [0x6f, 4],
  date: [0x28],
  uniqueidentifier: [0x24, 16],
};

/** TYPE_INFO, always the nullable form. */
export function writeTypeInfo(out: ByteWriter, type: SqlType): void {
  switch (type.name) {
    case "datetime2":
      out.u8(0x2a).u8(type.scale);
      return;
    case "numeric":
      out.u8(0x6c).u8(numericBytes(type.precision)).u8(type.precision).u8(type.scale);
      return;
    case "nchar":
    case "nvarchar":
      out.u8(type.name === "nchar" && !isLong(type) ? 0xef : 0xe7);
      writeLength(out, type, 2);
      out.bytes(collation);
      return;
    case "char":
    case "varchar":
      out.u8(type.name === "char" && !isLong(type) ? 0xaf : 0xa7);
      writeLength(out, type, 1);
      out.bytes(collation);
      return;
    case "varbinary":
      out.u8(0xa5);
      writeLength(out, type, 1);
      return;
    default:
      out.bytes(Buffer.from(fixed[type.name] ?? [0x26, 4]));
  }
}
