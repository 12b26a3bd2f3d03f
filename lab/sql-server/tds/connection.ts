import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { MalformedError } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { answerLogin } from "./login.ts";
import { parseLogin7 } from "./login7.ts";
import { type Message, MessageReader, packetType } from "./packets.ts";
import { answerEncryption, encryption, parsePrelogin, writePrelogin } from "./prelogin.ts";
import type { ListenerMode, ServerSide } from "./server-side.ts";
import { SessionRequests } from "./session-requests.ts";
import { acceptTls } from "./tls-bridge.ts";
import { doneStatus, writeDone, writeNote } from "./tokens.ts";
import { Wire } from "./wire.ts";

/** One client: PRELOGIN, perhaps TLS, LOGIN7, then requests one at a time. Reads the socket while it executes. */
export class Connection {
  private readonly socket: Socket;
  private readonly server: ServerSide;
  private readonly mode: () => ListenerMode;
  private readonly wire: Wire;
  private readonly queue: Message[] = [];
  private reader = new MessageReader();
  private phase: "prelogin" | "login" | "ready" | "over" = "prelogin";
  private requests: SessionRequests | null = null;
  private busy = false;
  private attention = false;
  private endOfTls: () => void = () => undefined;
  private readonly receive = (chunk: Buffer): void => this.read(chunk);

  constructor(socket: Socket, server: ServerSide, mode: () => ListenerMode) {
    this.socket = socket;
    this.server = server;
    this.mode = mode;
    this.wire = new Wire(socket);
    socket.setNoDelay(true);
    socket.on("data", this.receive);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.left());
  }

  /** Answers nothing any more; what runs goes on. */
  freeze(): void {
    this.wire.silence();
    this.socket.pause();
  }

  destroy(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    if (this.phase === "over") return;
    try {
      for (const message of this.reader.push(chunk)) {
        if (message.type === packetType.attention) this.attend();
        else this.queue.push(message);
      }
    } catch (error) {
      void this.malformed(error);
      return;
    }
    void this.work();
  }

  private attend(): void {
    if (this.phase !== "ready") return;
    this.attention = true;
    this.requests?.cancel();
  }

  /**
   * Between the last look at what there is to do and `busy = false` nothing may be awaited: TLS gives several chunks in
   * one go, before any awaiting code runs again, and the message that the second one completes would wait for ever.
   */
  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.attention || this.queue.length > 0) {
        const message = this.queue.shift();
        if (message) await this.handle(message);
        await this.acknowledge();
        if (this.phase === "over") break;
      }
    } catch (error) {
      await this.malformed(error);
    } finally {
      this.busy = false;
    }
    if (this.socket.destroyed) this.requests?.end();
  }

  /** The client waits for this as a message of its own. */
  private async acknowledge(): Promise<void> {
    if (!this.attention) return;
    this.attention = false;
    const out = new ByteWriter();
    writeDone(out, { kind: "done", status: doneStatus.attention, command: 0, rowCount: 0 });
    await this.wire.send(out.take(), true);
  }

  private async handle(message: Message): Promise<void> {
    if (this.phase === "prelogin") return this.prelogin(message);
    if (this.phase === "login") return this.login(message);
    if (!this.requests) return;
    const end = await this.requests.answer(message);
    if (end === "close") this.close();
  }

  private async prelogin(message: Message): Promise<void> {
    if (message.type !== packetType.prelogin) throw new MalformedError("expected PRELOGIN");
    const { encryption: wanted } = parsePrelogin(message.payload);
    const { certificate } = this.server;
    const loginOnly = this.server.encryptsLoginOnly?.() === true;
    const chosen = answerEncryption(wanted, { hasCertificate: certificate !== null, loginOnly });
    this.phase = "login";
    const secured = chosen !== encryption.notSupported && certificate !== null;
    if (secured) this.socket.off("data", this.receive);
    const handshake = secured ? acceptTls(this.socket, certificate) : null;
    await this.wire.send(writePrelogin(this.server.catalog().version(), chosen), true);
    if (!handshake) return;
    await handshake.then(
      ({ stream, leave }) => {
        this.secure(stream);
        if (chosen === encryption.off) this.endOfTls = () => this.unsecure(stream, leave);
      },
      () => this.socket.destroy(),
    );
  }

  private secure(stream: Duplex): void {
    this.reader = new MessageReader();
    this.wire.through(stream);
    stream.on("data", this.receive);
    stream.on("error", () => this.socket.destroy());
    stream.on("end", () => this.socket.destroy());
    stream.on("close", () => this.socket.destroy());
  }

  /** The login has come: the answer to it and all that follows travel in the clear. */
  private unsecure(stream: Duplex, leave: () => void): void {
    stream.off("data", this.receive);
    leave();
    this.reader = new MessageReader();
    this.wire.through(this.socket);
    this.socket.on("data", this.receive);
  }

  private async login(message: Message): Promise<void> {
    if (message.type !== packetType.login) throw new MalformedError("expected LOGIN7");
    this.endOfTls();
    const result = answerLogin(this.server, parseLogin7(message.payload), this.mode());
    if (result.kind === "refused") {
      await this.wire.send(result.answer, true);
      return this.close();
    }
    const { session } = result.opened;
    this.wire.spid = session.spid;
    await this.wire.send(result.answer, true);
    this.wire.packetSize = result.packetSize;
    this.requests = new SessionRequests(result.opened, this.server, {
      wire: this.wire,
      onKilled: () => this.socket.destroy(),
    });
    this.phase = "ready";
    if (this.socket.destroyed) this.requests.end();
  }

  private async malformed(error: unknown): Promise<void> {
    if (!(error instanceof MalformedError)) this.server.onFailure(error);
    if (this.phase === "ready") {
      const out = new ByteWriter();
      const message = `A fatal error occurred while reading the input stream from the network. The session will be terminated (${error instanceof Error ? error.message : "input"}).`;
      writeNote(
        out,
        "error",
        { number: 4014, state: 16, class: 20, message, line: 1 },
        this.server.catalog().serverName(),
      );
      writeDone(out, { kind: "done", status: doneStatus.error, command: 0, rowCount: 0 });
      await this.wire.send(out.take(), true);
    }
    this.close();
  }

  private close(): void {
    this.phase = "over";
    this.wire.end();
    // A client that never closes its half would keep the session for ever.
    setTimeout(() => this.socket.destroy(), 500).unref();
  }

  /** A vanished client: its session ends when what it had started has ended. */
  private left(): void {
    if (!this.busy) this.requests?.end();
  }
}
