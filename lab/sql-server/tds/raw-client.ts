import { framePackets, packetType } from "./packets.ts";

/** What a plain client sends, as bytes: for tests that then spoil them. */
const frame = (type: number, payload: Buffer): Buffer =>
  framePackets(payload, { type, packetSize: 4096, spid: 0, end: true });

const ucs2 = (text: string): Buffer => Buffer.from(text, "utf16le");

/** PRELOGIN that asks for no encryption. */
export function prelogin(): Buffer {
  const table = Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff]);
  return frame(packetType.prelogin, Buffer.concat([table, Buffer.from([11, 0, 0, 0, 0, 0, 2])]));
}

const fields = [
  ["host", 36],
  ["user", 40],
  ["password", 44],
  ["app", 48],
  ["database", 68],
] as const;

export function login7(at: {
  readonly user: string;
  readonly password: string;
  readonly tds: number;
  readonly database?: string;
}): Buffer {
  const texts = { host: "RAW", user: at.user, password: at.password, app: "raw", database: at.database ?? "" };
  const head = Buffer.alloc(94);
  head.writeUInt32LE(at.tds, 4);
  head.writeUInt32LE(4096, 8);
  const parts: Buffer[] = [];
  let offset = head.length;
  for (const [name, place] of fields) {
    const bytes = ucs2(texts[name]);
    if (name === "password")
      bytes.forEach((byte, index) => {
        bytes[index] = (((byte & 15) << 4) | (byte >> 4)) ^ 0xa5;
      });
    head.writeUInt16LE(offset, place);
    head.writeUInt16LE(texts[name].length, place + 2);
    parts.push(bytes);
    offset += bytes.length;
  }
  head.writeUInt32LE(offset, 0);
  return frame(packetType.login, Buffer.concat([head, ...parts]));
}

const headers = Buffer.from([22, 0, 0, 0, 18, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);

export function batch(text: string): Buffer {
  return frame(packetType.batch, Buffer.concat([headers, ucs2(text)]));
}

/** sp_executesql with one nvarchar. */
export function rpc(text: string): Buffer {
  const bytes = ucs2(text);
  const length = Buffer.alloc(2);
  length.writeUInt16LE(bytes.length);
  const parameter = Buffer.from([0, 0, 0xe7, 0x40, 0x1f, 9, 4, 0xd0, 0, 0x34]);
  return frame(
    packetType.rpc,
    Buffer.concat([headers, Buffer.from([0xff, 0xff, 10, 0, 0, 0]), parameter, length, bytes]),
  );
}

export function transaction(type: number): Buffer {
  return frame(packetType.transaction, Buffer.concat([headers, Buffer.from([type, 0, 0, 0])]));
}

export function attention(): Buffer {
  return frame(packetType.attention, Buffer.alloc(0));
}
