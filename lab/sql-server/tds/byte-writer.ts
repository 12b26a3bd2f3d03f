/** Growing little-endian writer. */
export class ByteWriter {
  private data = Buffer.alloc(1024);
  private used = 0;

  get length(): number {
    return this.used;
  }

  private room(bytes: number): number {
    const at = this.used;
    if (at + bytes > this.data.length) {
      const larger = Buffer.alloc(Math.max(this.data.length * 2, at + bytes));
      this.data.copy(larger, 0, 0, at);
      this.data = larger;
    }
    this.used += bytes;
    return at;
  }

  u8(value: number): this {
    const at = this.room(1);
    this.data.writeUInt8(value, at);
    return this;
  }
  u16(value: number): this {
    const at = this.room(2);
    this.data.writeUInt16LE(value, at);
    return this;
  }
  i16(value: number): this {
    const at = this.room(2);
    this.data.writeInt16LE(value, at);
    return this;
  }
  u32(value: number): this {
    const at = this.room(4);
    this.data.writeUInt32LE(value, at);
    return this;
  }
  i32(value: number): this {
    const at = this.room(4);
    this.data.writeInt32LE(value, at);
    return this;
  }
  u64(value: bigint): this {
    const at = this.room(8);
    this.data.writeBigUInt64LE(value, at);
    return this;
  }
  i64(value: bigint): this {
    const at = this.room(8);
    this.data.writeBigInt64LE(value, at);
    return this;
  }
  f64(value: number): this {
    const at = this.room(8);
    this.data.writeDoubleLE(value, at);
    return this;
  }
  f32(value: number): this {
    const at = this.room(4);
    this.data.writeFloatLE(value, at);
    return this;
  }
  bytes(value: Uint8Array): this {
    const at = this.room(value.length);
    this.data.set(value, at);
    return this;
  }
  ucs2(text: string): this {
    return this.bytes(Buffer.from(text, "utf16le"));
  }
  /** B_VARCHAR: count of characters in one byte. */
  shortText(text: string): this {
    const cut = text.slice(0, 255);
    return this.u8(cut.length).ucs2(cut);
  }
  /** US_VARCHAR: count of characters in two bytes. */
  longText(text: string): this {
    const cut = text.slice(0, 16000);
    return this.u16(cut.length).ucs2(cut);
  }

  /** Gives what was written and begins anew. */
  take(): Buffer {
    const written = this.data.subarray(0, this.used);
    this.data = Buffer.alloc(1024);
    this.used = 0;
    return written;
  }
}
