import { createServer, type Server, type Socket } from "node:net";
import { Connection } from "./connection.ts";
import type { ListenerMode, ServerSide } from "./server-side.ts";

export type ListenOptions = ServerSide & { readonly host: string; readonly port: number };

/** One instance's front door. */
export interface TdsListener {
  readonly port: number;
  readonly mode: ListenerMode;
  /** "stopped" refuses connections and drops those it has; "black-holed" lets them wait for ever. */
  setMode(mode: ListenerMode): Promise<void>;
  close(): Promise<void>;
}

function open(server: Server, at: { readonly host: string; readonly port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(at.port, at.host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : at.port);
    });
  });
}

class Door implements TdsListener {
  port: number;
  mode: ListenerMode = "up";
  private readonly options: ListenOptions;
  private readonly sockets = new Map<Socket, Connection | null>();
  private server: Server | null = null;

  constructor(options: ListenOptions) {
    this.options = options;
    this.port = options.port;
  }

  async open(): Promise<void> {
    const server = createServer((socket) => this.accept(socket));
    this.port = await open(server, { host: this.options.host, port: this.port });
    server.on("error", this.options.onFailure);
    this.server = server;
  }

  private accept(socket: Socket): void {
    const silent = this.mode === "black-holed";
    socket.on("close", () => this.sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    if (silent) socket.pause();
    this.sockets.set(socket, silent ? null : new Connection(socket, this.options, () => this.mode));
  }

  async setMode(mode: ListenerMode): Promise<void> {
    const before = this.mode;
    if (mode === before && (mode === "stopped") === (this.server === null)) return;
    this.mode = mode;
    if (mode === "black-holed") for (const connection of this.sockets.values()) connection?.freeze();
    if (before === "black-holed") this.dropAll();
    if (mode === "stopped") await this.shut();
    else if (this.server === null) await this.open();
  }

  private dropAll(): void {
    for (const socket of [...this.sockets.keys()]) socket.destroy();
  }

  private async shut(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    this.dropAll();
    await closed;
  }

  async close(): Promise<void> {
    this.mode = "stopped";
    await this.shut();
  }
}

/** Listens for TDS clients. Rejects when the port is taken. */
export async function listenTds(options: ListenOptions): Promise<TdsListener> {
  const door = new Door(options);
  await door.open();
  return door;
}
