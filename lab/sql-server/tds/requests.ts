import type { Parameter } from "#lab/sql-server/contract.ts";
import { ByteReader, MalformedError } from "./byte-reader.ts";
import { readTyped } from "./read-value.ts";

export type RpcCall = { readonly procedure: string | number; readonly parameters: readonly Parameter[] };

/** ALL_HEADERS precede the text of SQLBatch, RPC and transaction requests from TDS 7.2 on. */
function skipHeaders(reader: ByteReader): void {
  const total = reader.u32();
  if (total < 4) throw new MalformedError("ALL_HEADERS too short");
  reader.bytes(total - 4);
}

export function parseBatch(payload: Buffer): string {
  const reader = new ByteReader(payload);
  skipHeaders(reader);
  const text = reader.rest();
  if (text.length % 2 !== 0) throw new MalformedError("batch text of odd length");
  return text.toString("utf16le");
}

const isSeparator = (byte: number): boolean => byte === 0xff || byte === 0x80;

function readParameter(reader: ByteReader): Parameter {
  const name = reader.ucs2(reader.u8());
  const status = reader.u8();
  const { type, value } = readTyped(reader);
  return { name, type, value, output: (status & 0x01) !== 0 };
}

/** The calls of one RPC message, one as a rule. Throws MalformedError or UnsupportedTypeError. */
export function parseRpc(payload: Buffer): readonly RpcCall[] {
  const reader = new ByteReader(payload);
  skipHeaders(reader);
  const calls: RpcCall[] = [];
  while (!reader.atEnd) {
    const length = reader.u16();
    const procedure = length === 0xffff ? reader.u16() : reader.ucs2(length);
    reader.u16();
    const parameters: Parameter[] = [];
    while (!reader.atEnd && !isSeparator(reader.peek())) parameters.push(readParameter(reader));
    if (!reader.atEnd) reader.u8();
    calls.push({ procedure, parameters });
  }
  return calls;
}

export type TransactionRequest = { readonly type: number; readonly name: string };

export function parseTransaction(payload: Buffer): TransactionRequest {
  const reader = new ByteReader(payload);
  skipHeaders(reader);
  const type = reader.u16();
  if (type === 5) reader.u8();
  const name = reader.atEnd ? "" : reader.ucs2(reader.u8());
  return { type, name };
}
