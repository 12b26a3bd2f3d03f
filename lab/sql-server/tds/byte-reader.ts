/** The client sent bytes that are not TDS. Only its own connection ends. */
export class MalformedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MalformedError";
  }
}

/** Little-endian reader that refuses to read past the end. */
export class ByteReader {
  private at = 0;
  private readonly data: Buffer;
  constructor(data: Buffer) {
    this.data = data;
  }

  get atEnd(): boolean {
    return this.at >= this.data.length;
  }

  bytes(length: number): Buffer {
    if (length < 0 || this.at + length > this.data.length)
      throw new MalformedError(`message ends before byte ${this.at + length}`);
    const slice = this.data.subarray(this.at, this.at + length);
    this.at += length;
    return slice;
  }

  peek(): number {
    const value = this.data[this.at];
    if (value === undefined) throw new MalformedError("message ends early");
    return value;
  }

  u8(): number {
    return this.bytes(1).readUInt8(0);
  }
  u16(): number {
    return this.bytes(2).readUInt16LE(0);
  }
  i16(): number {
    return this.bytes(2).readInt16LE(0);
  }
  u32(): number {
    return this.bytes(4).readUInt32LE(0);
  }
  i32(): number {
    return this.bytes(4).readInt32LE(0);
  }
  i64(): bigint {
    return this.bytes(8).readBigInt64LE(0);
  }
  u64(): bigint {
    return this.bytes(8).readBigUInt64LE(0);
  }
  ucs2(characters: number): string {
    return this.bytes(characters * 2).toString("utf16le");
  }
  rest(): Buffer {
    return this.bytes(this.data.length - this.at);
  }
}
