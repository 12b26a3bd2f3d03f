import type { SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { type ByteReader, MalformedError } from "./byte-reader.ts";
import { fromDateTime, fromDays, fromSmallDateTime, timeBytes } from "./dates.ts";
import { guidFromBytes } from "./guid.ts";

export type Typed = { readonly type: SqlType; readonly value: SqlValue };

/** A parameter type the lab has no use for: an error for the caller, not a broken stream. */
export class UnsupportedTypeError extends Error {
  constructor(type: number) {
    super(`The lab does not read parameters of TDS type 0x${type.toString(16)}.`);
    this.name = "UnsupportedTypeError";
  }
}

function little(bytes: Buffer): bigint {
  let value = 0n;
  for (let index = bytes.length - 1; index >= 0; index -= 1) value = (value << 8n) | BigInt(bytes[index] ?? 0);
  return value;
}

function chunked(reader: ByteReader): Buffer | null {
  if (reader.u64() === 0xffffffffffffffffn) return null;
  const parts: Buffer[] = [];
  for (let size = reader.u32(); size !== 0; size = reader.u32()) parts.push(reader.bytes(size));
  return Buffer.concat(parts);
}

function sized(reader: ByteReader, most: number): Buffer | null {
  if (most === 0xffff) return chunked(reader);
  const length = reader.u16();
  return length === 0xffff ? null : reader.bytes(length);
}

function readString(reader: ByteReader, name: "nchar" | "nvarchar" | "char" | "varchar"): Typed {
  const wide = name === "nchar" || name === "nvarchar";
  const most = reader.u16();
  reader.bytes(5);
  const bytes = sized(reader, most);
  const length = most === 0xffff ? "max" : Math.floor(most / (wide ? 2 : 1));
  return { type: { name, length }, value: bytes === null ? null : bytes.toString(wide ? "utf16le" : "latin1") };
}

function readBinary(reader: ByteReader): Typed {
  const most = reader.u16();
  const bytes = sized(reader, most);
  return {
    type: { name: "varbinary", length: most === 0xffff ? "max" : most },
    value: bytes === null ? null : new Uint8Array(bytes),
  };
}

const integers = { 1: "tinyint", 2: "smallint", 4: "int", 8: "bigint" } as const;

function integer(bytes: Buffer): SqlValue {
  if (bytes.length === 8) return bytes.readBigInt64LE(0);
  if (bytes.length === 4) return bytes.readInt32LE(0);
  return bytes.length === 2 ? bytes.readInt16LE(0) : bytes.readUInt8(0);
}

function readInteger(reader: ByteReader, size: number, present: number): Typed {
  if (size !== 1 && size !== 2 && size !== 4 && size !== 8) throw new MalformedError(`integer of ${size} bytes`);
  if (present !== 0 && present !== size) throw new MalformedError(`integer value of ${present} bytes`);
  return { type: { name: integers[size] }, value: present === 0 ? null : integer(reader.bytes(size)) };
}

function readDateTime(reader: ByteReader, size: number, present: number): Typed {
  const type: SqlType = { name: size === 4 ? "smalldatetime" : "datetime" };
  if (present === 0) return { type, value: null };
  if (size === 4) return { type, value: fromSmallDateTime(reader.u16(), reader.u16()) };
  return { type, value: fromDateTime(reader.i32(), reader.u32()) };
}

function readFloat(reader: ByteReader, size: number, present: number): Typed {
  const type: SqlType = { name: size === 4 ? "real" : "float" };
  if (present === 0) return { type, value: null };
  if ((size !== 4 && size !== 8) || present !== size) throw new MalformedError(`float of ${size} bytes`);
  const bytes = reader.bytes(size);
  return { type, value: size === 4 ? bytes.readFloatLE(0) : bytes.readDoubleLE(0) };
}

function readNumeric(reader: ByteReader): Typed {
  reader.u8();
  const precision = reader.u8();
  const scale = reader.u8();
  const type: SqlType = { name: "numeric", precision, scale };
  const present = reader.u8();
  if (present === 0) return { type, value: null };
  const negative = reader.u8() === 0;
  const magnitude = little(reader.bytes(present - 1));
  const unscaled = negative ? -magnitude : magnitude;
  return { type, value: scale === 0 ? unscaled : { unscaled, scale } };
}

function readDateTime2(reader: ByteReader): Typed {
  const scale = reader.u8();
  const type: SqlType = { name: "datetime2", scale };
  if (reader.u8() === 0) return { type, value: null };
  const units = Number(little(reader.bytes(timeBytes(scale))));
  const days = Number(little(reader.bytes(3)));
  return { type, value: fromDays(days, Math.floor(units / 10 ** (scale - 3))) };
}

function readNullableFixed(reader: ByteReader, code: number): Typed | null {
  if (code === 0x28) {
    const present = reader.u8();
    return { type: { name: "date" }, value: present === 0 ? null : fromDays(Number(little(reader.bytes(3))), 0) };
  }
  if (code !== 0x24 && code !== 0x26 && code !== 0x68 && code !== 0x6d && code !== 0x6f) return null;
  const size = reader.u8();
  const present = reader.u8();
  if (code === 0x24)
    return { type: { name: "uniqueidentifier" }, value: present === 0 ? null : guidFromBytes(reader.bytes(16)) };
  if (code === 0x68) return { type: { name: "bit" }, value: present === 0 ? null : reader.u8() !== 0 };
  if (code === 0x6d) return readFloat(reader, size, present);
  return code === 0x6f ? readDateTime(reader, size, present) : readInteger(reader, size, present);
}

/** TYPE_INFO and the value after it, as clients send parameters. */
export function readTyped(reader: ByteReader): Typed {
  const code = reader.u8();
  const fixed = readNullableFixed(reader, code);
  if (fixed) return fixed;
  if (code === 0x1f) return { type: { name: "nvarchar", length: 1 }, value: null };
  if (code === 0x30) return readInteger(reader, 1, 1);
  if (code === 0x34) return readInteger(reader, 2, 2);
  if (code === 0x38) return readInteger(reader, 4, 4);
  if (code === 0x7f) return readInteger(reader, 8, 8);
  if (code === 0x32) return { type: { name: "bit" }, value: reader.u8() !== 0 };
  if (code === 0x3d) return readDateTime(reader, 8, 8);
  if (code === 0x3e) return readFloat(reader, 8, 8);
  if (code === 0x2a) return readDateTime2(reader);
  if (code === 0x6a || code === 0x6c) return readNumeric(reader);
  if (code === 0xe7) return readString(reader, "nvarchar");
  if (code === 0xef) return readString(reader, "nchar");
  if (code === 0xa7) return readString(reader, "varchar");
  if (code === 0xaf) return readString(reader, "char");
  if (code === 0xa5 || code === 0xad) return readBinary(reader);
  throw new UnsupportedTypeError(code);
}
