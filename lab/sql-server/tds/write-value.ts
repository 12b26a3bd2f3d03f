import type { Decimal, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { timeBytes, toDateTime, toDays, toSmallDateTime } from "./dates.ts";
import { guidToBytes } from "./guid.ts";
import { isLong, numericBytes } from "./type-info.ts";

function isDecimal(value: SqlValue): value is Decimal {
  return typeof value === "object" && value !== null && "unscaled" in value;
}

function asNumber(value: SqlValue): number {
  return isDecimal(value) ? Number(value.unscaled) / 10 ** value.scale : Number(value);
}

function asUnscaled(value: SqlValue, scale: number): bigint {
  if (isDecimal(value)) {
    const shift = scale - value.scale;
    return shift >= 0 ? value.unscaled * 10n ** BigInt(shift) : value.unscaled / 10n ** BigInt(-shift);
  }
  if (typeof value === "bigint") return value * 10n ** BigInt(scale);
  return BigInt(Math.round(Number(value) * 10 ** scale));
}

function asDate(value: SqlValue): Date {
  return value instanceof Date ? value : new Date(`${String(value).replace(" ", "T")}Z`);
}

/** Code page 1252 as far as Latin-1 goes; the rest becomes a question mark, as SQL Server does. */
function asCodePage(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (one) => (one.charCodeAt(0) > 0xff || one.length > 1 ? "?" : one)).join(""),
    "latin1",
  );
}

function asBytes(type: SqlType, value: SqlValue): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return type.name === "nvarchar" || type.name === "nchar"
    ? Buffer.from(String(value), "utf16le")
    : asCodePage(String(value));
}

function writeChunked(out: ByteWriter, bytes: Uint8Array | null): void {
  if (bytes === null) {
    out.u64(0xffffffffffffffffn);
    return;
  }
  out.u64(BigInt(bytes.length));
  if (bytes.length > 0) out.u32(bytes.length).bytes(bytes);
  out.u32(0);
}

function writeSized(out: ByteWriter, type: SqlType & { readonly length: number | "max" }, value: SqlValue): void {
  const bytes = value === null ? null : asBytes(type, value);
  if (isLong(type)) {
    writeChunked(out, bytes);
    return;
  }
  if (bytes === null) {
    out.u16(0xffff);
    return;
  }
  const width = type.name === "nvarchar" || type.name === "nchar" ? 2 : 1;
  const most = (type.length === "max" ? 8000 : Math.max(1, type.length)) * width;
  const cut = bytes.subarray(0, most);
  out.u16(cut.length).bytes(cut);
}

function writeInteger(out: ByteWriter, name: string, value: SqlValue): void {
  if (name === "bigint") out.u8(8).i64(BigInt.asIntN(64, asUnscaled(value, 0)));
  else if (name === "int") out.u8(4).i32(asNumber(value) | 0);
  else if (name === "smallint") out.u8(2).i16((asNumber(value) << 16) >> 16);
  else out.u8(1).u8(asNumber(value) & 0xff);
}

function writeNumeric(
  out: ByteWriter,
  type: { readonly precision: number; readonly scale: number },
  value: SqlValue,
): void {
  const unscaled = asUnscaled(value, type.scale);
  const length = numericBytes(type.precision);
  out.u8(length).u8(unscaled < 0n ? 0 : 1);
  let rest = unscaled < 0n ? -unscaled : unscaled;
  for (let index = 1; index < length; index += 1) {
    out.u8(Number(rest & 0xffn));
    rest >>= 8n;
  }
}

function writeDays(out: ByteWriter, days: number): void {
  out
    .u8(days & 0xff)
    .u8((days >> 8) & 0xff)
    .u8((days >> 16) & 0xff);
}

function writeDateTime2(out: ByteWriter, scale: number, value: SqlValue): void {
  const { days, ms } = toDays(asDate(value));
  const size = timeBytes(scale);
  let units = Math.floor(scale >= 3 ? ms * 10 ** (scale - 3) : ms / 10 ** (3 - scale));
  out.u8(size + 3);
  for (let index = 0; index < size; index += 1) {
    out.u8(units % 256);
    units = Math.floor(units / 256);
  }
  writeDays(out, days);
}

function writeSmallDateTime(out: ByteWriter, value: SqlValue): void {
  const { days, minutes } = toSmallDateTime(asDate(value));
  out.u8(4).u16(days).u16(minutes);
}

function writeFullDateTime(out: ByteWriter, value: SqlValue): void {
  const { days, ticks } = toDateTime(asDate(value));
  out.u8(8).i32(days).u32(ticks);
}

type Short = Exclude<SqlType, { readonly length: number | "max" }>;

function writeShort(out: ByteWriter, type: Short, value: SqlValue): void {
  switch (type.name) {
    case "bit":
      out.u8(1).u8(asNumber(value) === 0 ? 0 : 1);
      return;
    case "float":
      out.u8(8).f64(asNumber(value));
      return;
    case "real":
      out.u8(4).f32(asNumber(value));
      return;
    case "numeric":
      writeNumeric(out, type, value);
      return;
    case "datetime":
      writeFullDateTime(out, value);
      return;
    case "smalldatetime":
      writeSmallDateTime(out, value);
      return;
    case "datetime2":
      writeDateTime2(out, type.scale, value);
      return;
    case "date":
      out.u8(3);
      writeDays(out, toDays(asDate(value)).days);
      return;
    case "uniqueidentifier":
      out.u8(16).bytes(guidToBytes(String(value)));
      return;
    default:
      writeInteger(out, type.name, value);
  }
}

/** A column's value in the form that `writeTypeInfo` announced. */
export function writeValue(out: ByteWriter, type: SqlType, value: SqlValue): void {
  if ("length" in type) writeSized(out, type, value);
  else if (value === null) out.u8(0);
  else writeShort(out, type, value);
}
