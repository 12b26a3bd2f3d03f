import type { Column, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { ByteWriter } from "./byte-writer.ts";
import { collation, writeTypeInfo } from "./type-info.ts";
import { writeValue } from "./write-value.ts";

export const doneStatus = { more: 0x01, error: 0x02, count: 0x10, attention: 0x20 } as const;
export type DoneKind = "done" | "in-procedure" | "procedure";
const doneToken: Readonly<Record<DoneKind, number>> = { done: 0xfd, procedure: 0xfe, "in-procedure": 0xff };

export type Note = {
  readonly number: number;
  readonly state: number;
  readonly class: number;
  readonly message: string;
  readonly line: number;
  readonly procedure?: string;
};

function sized(out: ByteWriter, token: number, body: Buffer): void {
  out.u8(token).u16(body.length).bytes(body);
}

function bodyOf(write: (body: ByteWriter) => void): Buffer {
  const body = new ByteWriter();
  write(body);
  return body.take();
}

/** ERROR or INFO. */
export function writeNote(out: ByteWriter, kind: "error" | "info", note: Note, serverName: string): void {
  const body = bodyOf((w) =>
    w
      .i32(note.number)
      .u8(note.state & 0xff)
      .u8(note.class & 0xff)
      .longText(note.message)
      .shortText(serverName)
      .shortText(note.procedure ?? "")
      .i32(note.line),
  );
  sized(out, kind === "error" ? 0xaa : 0xab, body);
}

export function writeColumns(out: ByteWriter, columns: readonly Column[]): void {
  out.u8(0x81).u16(columns.length === 0 ? 0xffff : columns.length);
  for (const column of columns) {
    out.u32(0).u16(column.nullable ? 0x0001 : 0x0000);
    writeTypeInfo(out, column.type);
    out.shortText(column.name);
  }
}

export function writeRow(out: ByteWriter, columns: readonly Column[], values: readonly SqlValue[]): void {
  out.u8(0xd1);
  columns.forEach((column, index) => {
    writeValue(out, column.type, values[index] ?? null);
  });
}

export type Done = {
  readonly kind: DoneKind;
  readonly status: number;
  readonly command: number;
  readonly rowCount: number;
};

export function writeDone(out: ByteWriter, done: Done): void {
  out.u8(doneToken[done.kind]).u16(done.status).u16(done.command).u64(BigInt(done.rowCount));
}

export function writeReturnStatus(out: ByteWriter, value: number): void {
  out.u8(0x79).i32(value | 0);
}

export type ReturnValue = {
  readonly name: string;
  readonly ordinal: number;
  readonly type: SqlType;
  readonly value: SqlValue;
};

export function writeReturnValue(out: ByteWriter, output: ReturnValue): void {
  out.u8(0xac).u16(output.ordinal).shortText(output.name).u8(1).u32(0).u16(0x0001);
  writeTypeInfo(out, output.type);
  writeValue(out, output.type, output.value);
}

/** ENVCHANGE of text: 1 database, 2 language, 4 packet size. */
export function writeTextChange(out: ByteWriter, type: 1 | 2 | 4, to: string, from: string): void {
  sized(
    out,
    0xe3,
    bodyOf((w) => w.u8(type).shortText(to).shortText(from)),
  );
}

export function writeCollationChange(out: ByteWriter): void {
  sized(
    out,
    0xe3,
    bodyOf((w) => w.u8(7).u8(collation.length).bytes(collation).u8(0)),
  );
}

/** 8 begin, 9 commit, 10 rollback. */
export function writeTransactionChange(out: ByteWriter, type: 8 | 9 | 10, descriptor: bigint): void {
  const body = bodyOf((w) => {
    w.u8(type);
    if (type === 8) w.u8(8).u64(descriptor).u8(0);
    else w.u8(0).u8(8).u64(descriptor);
  });
  sized(out, 0xe3, body);
}

export function writeResetAcknowledged(out: ByteWriter): void {
  sized(out, 0xe3, Buffer.from([18, 0, 0]));
}

export function writeLoginAck(out: ByteWriter, version: readonly [number, number, number], tdsVersion: Buffer): void {
  const [major, minor, build] = version;
  const body = bodyOf((w) =>
    w
      .u8(1)
      .bytes(tdsVersion)
      .shortText("Microsoft SQL Server\0\0")
      .u8(major)
      .u8(minor)
      .u8((build >> 8) & 0xff)
      .u8(build & 0xff),
  );
  sized(out, 0xad, body);
}
