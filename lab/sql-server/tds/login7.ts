import { MalformedError } from "./byte-reader.ts";

export type Login = {
  readonly tdsVersion: number;
  readonly packetSize: number;
  readonly hostName: string;
  readonly user: string;
  readonly password: string;
  readonly appName: string;
  readonly database: string;
  readonly integrated: boolean;
};

function clearPassword(bytes: Buffer): string {
  const clear = Buffer.alloc(bytes.length);
  bytes.forEach((byte, index) => {
    const mixed = byte ^ 0xa5;
    clear[index] = ((mixed & 0x0f) << 4) | (mixed >> 4);
  });
  return clear.toString("utf16le");
}

/** Reads LOGIN7. Throws MalformedError. */
export function parseLogin7(payload: Buffer): Login {
  if (payload.length < 94 || payload.readUInt32LE(0) > payload.length) throw new MalformedError("LOGIN7 too short");
  // Some clients write a wrong count beside an empty host name: a field out of range counts as empty.
  const field = (at: number): Buffer => {
    const offset = payload.readUInt16LE(at);
    const bytes = payload.readUInt16LE(at + 2) * 2;
    if (bytes === 0 || bytes > 256 || offset + bytes > payload.length) return Buffer.alloc(0);
    return payload.subarray(offset, offset + bytes);
  };
  const text = (at: number): string => field(at).toString("utf16le");
  return {
    tdsVersion: payload.readUInt32LE(4),
    packetSize: payload.readUInt32LE(8),
    integrated: (payload.readUInt8(25) & 0x80) !== 0,
    hostName: text(36),
    user: text(40),
    password: clearPassword(field(44)),
    appName: text(48),
    database: text(68),
  };
}
