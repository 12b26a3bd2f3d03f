import type { Duplex } from "node:stream";
import { framePackets, packetType } from "./packets.ts";

/** The writing half of one connection. What is written for a client that is gone, or behind a black hole, vanishes. */
export class Wire {
  packetSize = 4096;
  spid = 0;
  private stream: Duplex;
  private silent = false;

  constructor(stream: Duplex) {
    this.stream = stream;
  }

  /** After the TLS handshake everything goes through the encrypted stream. */
  through(stream: Duplex): void {
    this.stream = stream;
  }

  silence(): void {
    this.silent = true;
  }

  /** Resolves when the client may be sent more. */
  async send(payload: Buffer, end: boolean): Promise<void> {
    const stream = this.stream;
    if (this.silent || stream.destroyed || stream.writableEnded) return;
    const framing = { type: packetType.response, packetSize: this.packetSize, spid: this.spid, end };
    if (stream.write(framePackets(payload, framing))) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        stream.off("drain", done);
        stream.off("close", done);
        resolve();
      };
      stream.on("drain", done);
      stream.on("close", done);
    });
  }

  end(): void {
    this.stream.end();
  }
}
