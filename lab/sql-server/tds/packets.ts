import { MalformedError } from "./byte-reader.ts";

export const packetType = {
  batch: 0x01,
  rpc: 0x03,
  response: 0x04,
  attention: 0x06,
  bulk: 0x07,
  transaction: 0x0e,
  login: 0x10,
  sspi: 0x11,
  prelogin: 0x12,
} as const;

const known = new Set<number>(Object.values(packetType));
const headerSize = 8;
const longestMessage = 64 * 1024 * 1024;

export type Message = {
  readonly type: number;
  /** The client asks to forget this message: answered with one DONE_ERROR. */
  readonly ignore: boolean;
  readonly reset: boolean;
  readonly payload: Buffer;
};

/** Cuts a byte stream into TDS messages. Throws MalformedError. */
export class MessageReader {
  private pending: Buffer = Buffer.alloc(0);
  private parts: Buffer[] = [];
  private size = 0;
  private reset = false;

  /** True between messages, with nothing half read. */
  get idle(): boolean {
    return this.pending.length === 0 && this.parts.length === 0;
  }

  push(chunk: Buffer): Message[] {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const messages: Message[] = [];
    for (;;) {
      const type = this.pending[0];
      if (type === undefined) return messages;
      if (!known.has(type)) throw new MalformedError(`packet type 0x${type.toString(16)} is not one of TDS`);
      if (this.pending.length < headerSize) return messages;
      const length = this.pending.readUInt16BE(2);
      if (length < headerSize || length > 32767) throw new MalformedError(`packet length ${length}`);
      if (this.pending.length < length) return messages;
      const message = this.packet(type, this.pending.readUInt8(1), this.pending.subarray(headerSize, length));
      this.pending = this.pending.subarray(length);
      if (message) messages.push(message);
    }
  }

  private packet(type: number, status: number, payload: Buffer): Message | null {
    if (type === packetType.attention) return { type, ignore: false, reset: false, payload };
    if (this.parts.length === 0) this.reset = (status & 0x18) !== 0;
    this.parts.push(payload);
    this.size += payload.length;
    if (this.size > longestMessage) throw new MalformedError("message too long");
    if ((status & 0x01) === 0) return null;
    const message = { type, ignore: (status & 0x02) !== 0, reset: this.reset, payload: Buffer.concat(this.parts) };
    this.parts = [];
    this.size = 0;
    return message;
  }
}

export type Framing = {
  readonly type: number;
  readonly packetSize: number;
  readonly spid: number;
  readonly end: boolean;
};

/** Frames a payload. Without `end` no packet carries EOM, so that more may follow. */
export function framePackets(payload: Buffer, framing: Framing): Buffer {
  const room = framing.packetSize - headerSize;
  const packets: Buffer[] = [];
  for (let at = 0; at < payload.length || (at === 0 && framing.end); at += room) {
    const part = payload.subarray(at, at + room);
    const header = Buffer.alloc(headerSize);
    header.writeUInt8(framing.type, 0);
    header.writeUInt8(framing.end && at + room >= payload.length ? 1 : 0, 1);
    header.writeUInt16BE(part.length + headerSize, 2);
    header.writeUInt16BE(framing.spid & 0xffff, 4);
    header.writeUInt8((packets.length + 1) & 0xff, 6);
    packets.push(header, part);
  }
  return Buffer.concat(packets);
}
