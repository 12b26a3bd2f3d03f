import { MalformedError } from "./byte-reader.ts";

export const encryption = { off: 0, on: 1, notSupported: 2, required: 3 } as const;

/** The client's ENCRYPTION byte; OFF when it sent none. */
export function parsePrelogin(payload: Buffer): { readonly encryption: number } {
  let wanted: number = encryption.off;
  for (let at = 0; ; at += 5) {
    const token = payload[at];
    if (token === undefined) throw new MalformedError("PRELOGIN without terminator");
    if (token === 0xff) return { encryption: wanted };
    if (at + 5 > payload.length) throw new MalformedError("PRELOGIN option cut off");
    const offset = payload.readUInt16BE(at + 1);
    const length = payload.readUInt16BE(at + 3);
    if (offset + length > payload.length) throw new MalformedError("PRELOGIN option outside the message");
    if (token === 1 && length > 0) wanted = payload.readUInt8(offset);
  }
}

/** ON: all of it in TLS. OFF: the login alone, which is also all that a server without more to offer grants. */
export function answerEncryption(
  wanted: number,
  server: { readonly hasCertificate: boolean; readonly loginOnly: boolean },
): number {
  if (!server.hasCertificate || wanted === encryption.notSupported) return encryption.notSupported;
  return wanted === encryption.off || server.loginOnly ? encryption.off : encryption.on;
}

export function writePrelogin(version: readonly [number, number, number], chosen: number): Buffer {
  const [major, minor, build] = version;
  const data: readonly (readonly [number, Buffer])[] = [
    [0, Buffer.from([major, minor, (build >> 8) & 0xff, build & 0xff, 0, 0])],
    [1, Buffer.from([chosen])],
    [2, Buffer.from([0])],
    [3, Buffer.alloc(0)],
    [4, Buffer.from([0])],
  ];
  const table = Buffer.alloc(data.length * 5 + 1, 0xff);
  let offset = table.length;
  data.forEach(([token, value], index) => {
    table.writeUInt8(token, index * 5);
    table.writeUInt16BE(offset, index * 5 + 1);
    table.writeUInt16BE(value.length, index * 5 + 3);
    offset += value.length;
  });
  return Buffer.concat([table, ...data.map(([, value]) => value)]);
}
