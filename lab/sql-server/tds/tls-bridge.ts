import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";
import type { Certificate } from "./certificate.ts";
import { framePackets, MessageReader, packetType } from "./packets.ts";

/**
 * TLS inside TDS: handshake flights travel in PRELOGIN packets, everything after as plain TLS records on the socket.
 * Clients wait for exactly one message per flight, so that the chunks of one flight are gathered before they are framed.
 */
class HandshakeStream extends Duplex {
  private readonly socket: Socket;
  private readonly reader = new MessageReader();
  private flight: Buffer[] = [];
  private raw = false;
  private rawInput = false;
  private scheduled = false;
  private readonly onChunk = (chunk: Buffer): void => this.receive(chunk);

  constructor(socket: Socket) {
    super();
    this.socket = socket;
    socket.on("data", this.onChunk);
    socket.on("close", () => this.destroy());
    socket.on("end", () => this.push(null));
  }

  private receive(chunk: Buffer): void {
    // A TLS record (0x14–0x17) where a packet would begin means that the client left the framing.
    const first = chunk[0] ?? 0;
    if (!this.rawInput && this.reader.idle && first >= 0x14 && first <= 0x17) this.rawInput = true;
    if (this.rawInput) {
      this.push(chunk);
      return;
    }
    try {
      for (const message of this.reader.push(chunk)) this.push(message.payload);
    } catch {
      this.socket.destroy();
    }
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.raw) {
      if (this.socket.destroyed) done();
      else this.socket.write(chunk, () => done());
      return;
    }
    this.flight.push(chunk);
    if (!this.scheduled) {
      this.scheduled = true;
      setImmediate(() => this.sendFlight());
    }
    done();
  }

  private sendFlight(): void {
    this.scheduled = false;
    if (this.flight.length === 0) return;
    const payload = Buffer.concat(this.flight);
    this.flight = [];
    if (this.socket.destroyed) return;
    this.socket.write(framePackets(payload, { type: packetType.prelogin, packetSize: 4096, spid: 0, end: true }));
  }

  /** "secure" comes before the last flight is written: send that framed, then leave the framing. */
  finishHandshake(then: () => void): void {
    setImmediate(() => {
      this.sendFlight();
      this.raw = true;
      then();
    });
  }

  /** TLS was for the login alone: what the socket brings from here on is not for it. */
  leave(): void {
    this.socket.off("data", this.onChunk);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }
}

export type Secured = { readonly stream: TLSSocket; readonly leave: () => void };

/** Takes the socket over and gives the decrypted stream once the handshake is done; rejects when it fails. */
export function acceptTls(socket: Socket, certificate: Certificate): Promise<Secured> {
  const bridge = new HandshakeStream(socket);
  const secure = new TLSSocket(bridge, {
    isServer: true,
    secureContext: createSecureContext({ key: certificate.key, cert: certificate.cert, maxVersion: "TLSv1.2" }),
  });
  return new Promise((resolve, reject) => {
    secure.once("secure", () => bridge.finishHandshake(() => resolve({ stream: secure, leave: () => bridge.leave() })));
    secure.once("error", reject);
    secure.once("close", () => reject(new Error("the client left during the TLS handshake")));
  });
}
