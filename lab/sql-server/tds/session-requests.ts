import type { ServerEvent, Session } from "#lab/sql-server/contract.ts";
import { innerScopeKey } from "#lab/sql-server/sql/runtime.ts";
import { ByteWriter } from "./byte-writer.ts";
import { type Message, packetType } from "./packets.ts";
import { UnsupportedTypeError } from "./read-value.ts";
import { parseBatch, parseRpc, parseTransaction, type RpcCall } from "./requests.ts";
import { Response } from "./response.ts";
import { returnVariable, rpcText } from "./rpc-text.ts";
import { runRequest } from "./run-request.ts";
import { breakLineKey, type OpenedSession, requestSignalKey, type ServerSide } from "./server-side.ts";
import { doneStatus, writeDone, writeResetAcknowledged } from "./tokens.ts";
import { transactionStep, transactionToken } from "./transaction-request.ts";
import type { Wire } from "./wire.ts";

type Answered = "open" | "close";
type Ports = { readonly wire: Wire; readonly onKilled: () => void };
type Running = {
  readonly response: Response;
  readonly text: string;
  readonly parameters: Parameters<ServerSide["execute"]>[3];
};

const refused = (number: number, message: string): ServerEvent => ({
  kind: "error",
  error: { number, state: 1, class: 16, message, line: 1, abort: "batch" },
});
/** The requests of one logged-in session. */
export class SessionRequests {
  private readonly server: ServerSide;
  private readonly ports: Ports;
  private readonly firstDatabase: string;
  private opened: OpenedSession;
  private current: AbortController | null = null;
  private transactions = 0n;

  constructor(opened: OpenedSession, server: ServerSide, ports: Ports) {
    this.opened = opened;
    this.server = server;
    this.ports = ports;
    this.firstDatabase = opened.session.database;
    this.watchKill();
  }

  private get session(): Session {
    return this.opened.session;
  }

  private watchKill(): void {
    const { signal, state } = this.session;
    state.set(breakLineKey, this.ports.onKilled);
    const killed = (): void => {
      this.current?.abort();
      this.ports.onKilled();
    };
    if (signal.aborted) killed();
    else signal.addEventListener("abort", killed, { once: true });
  }

  cancel(): void {
    this.current?.abort();
  }

  end(): void {
    this.opened.end();
  }

  async answer(message: Message): Promise<Answered> {
    if (message.ignore) return this.plainDone(doneStatus.error);
    const prefix = message.reset ? this.reset() : null;
    if (prefix) await this.ports.wire.send(prefix, false);
    if (message.type === packetType.batch) return this.batch(parseBatch(message.payload));
    if (message.type === packetType.rpc) return this.calls(message.payload);
    if (message.type === packetType.transaction) return this.transaction(message.payload);
    const response = this.response(false);
    await response.write(
      refused(50_000, `The lab does not do requests of packet type 0x${message.type.toString(16)}.`),
    );
    await response.finish();
    return "open";
  }

  /** RESETCONNECTION: as if the session had ended and begun anew. */
  private reset(): Buffer {
    const { login, hostName, programName } = this.session;
    this.opened.end();
    this.opened = this.server.openSession({ login, hostName, programName, database: this.firstDatabase });
    this.watchKill();
    const out = new ByteWriter();
    writeResetAcknowledged(out);
    return out.take();
  }

  private response(rpc: boolean): Response {
    return new Response(this.ports.wire, { serverName: this.server.catalog().serverName(), rpc });
  }

  private async plainDone(status: number): Promise<Answered> {
    const out = new ByteWriter();
    writeDone(out, { kind: "done", status, command: 0, rowCount: 0 });
    await this.ports.wire.send(out.take(), true);
    return "open";
  }

  private async run(running: Running): Promise<"finished" | "cancelled"> {
    const { response, text, parameters } = running;
    const control = new AbortController();
    this.current = control;
    this.session.state.set(requestSignalKey, control.signal);
    // What sp_executesql creates with # ends with it; a batch is the session's own scope.
    if (response.rpc) this.session.state.set(innerScopeKey, true);
    try {
      return await runRequest({
        events: this.server.execute(this.server.catalog(), this.session, text, parameters),
        pass: (event) => this.pass(event, response),
        response,
        signal: control.signal,
        onFailure: this.server.onFailure,
      });
    } finally {
      this.current = null;
      this.session.state.delete(requestSignalKey);
      this.session.state.delete(innerScopeKey);
    }
  }

  private pass(event: ServerEvent, response: Response): ServerEvent | null {
    if (event.kind !== "output" || event.name !== returnVariable) return event;
    if (typeof event.value === "number") response.setStatus(event.value);
    return null;
  }

  private async batch(text: string): Promise<Answered> {
    const response = this.response(false);
    const end = await this.run({ response, text, parameters: [] });
    if (end === "cancelled") await response.cut();
    else await response.finish();
    return response.fatal ? "close" : "open";
  }

  private async calls(payload: Buffer): Promise<Answered> {
    let calls: readonly RpcCall[];
    try {
      calls = parseRpc(payload);
    } catch (error) {
      if (!(error instanceof UnsupportedTypeError)) throw error;
      const response = this.response(true);
      await response.write(refused(50_000, error.message));
      await response.finish();
      return "open";
    }
    for (const [index, call] of calls.entries()) {
      const end = await this.call(call, index < calls.length - 1);
      if (end !== "next") return end;
    }
    return "open";
  }

  private async call(call: RpcCall, more: boolean): Promise<Answered | "next"> {
    const response = this.response(true);
    const what = rpcText(call);
    if ("refusal" in what) {
      await response.write(refused(what.refusal.number, what.refusal.message));
      await response.finish(more);
      return "next";
    }
    const before = this.session.database;
    const end = await this.run({ response, text: what.text, parameters: what.parameters });
    if (end === "cancelled") {
      await response.cut();
      return "open";
    }
    if (what.dynamic && this.session.database !== before) {
      await response.write({ kind: "database", from: this.session.database, to: before });
      this.session.database = before;
    }
    await response.finish(more);
    return response.fatal ? "close" : "next";
  }

  private async transaction(payload: Buffer): Promise<Answered> {
    const { type } = parseTransaction(payload);
    const step = transactionStep(type);
    const response = this.response(false);
    if (!step) {
      await response.write(refused(50_000, `The lab does not do transaction requests of type ${type}.`));
      await response.finish();
      return "open";
    }
    const end = await this.run({ response, text: step.text, parameters: [] });
    if (end === "cancelled") {
      await response.cut();
      return "open";
    }
    if (step.change === 8) this.transactions += 1n;
    const descriptor = (BigInt(this.session.spid) << 32n) + this.transactions;
    if (!response.failed) await this.ports.wire.send(transactionToken(step.change, descriptor), false);
    await response.finish();
    return response.fatal ? "close" : "open";
  }
}
