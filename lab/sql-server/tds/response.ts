import type { Column, ServerEvent, SqlType, SqlValue } from "#lab/sql-server/contract.ts";
import { ByteWriter } from "./byte-writer.ts";
import {
  type DoneKind,
  doneStatus,
  type Note,
  writeColumns,
  writeDone,
  writeNote,
  writeReturnStatus,
  writeReturnValue,
  writeRow,
  writeTextChange,
} from "./tokens.ts";
import type { Wire } from "./wire.ts";

type Output = { readonly name: string; readonly type: SqlType; readonly value: SqlValue };
type PendingDone = {
  readonly kind: DoneKind;
  readonly error: boolean;
  readonly rowCount: number | null;
  readonly command: number;
};

const selectCommand = 0xc1;

/**
 * Turns events into tokens. A DONE is held back until it is known whether anything follows, because MORE stands on all
 * but the last.
 */
export class Response {
  /** Set by an error of severity 20 and above. */
  fatal = false;
  private readonly out = new ByteWriter();
  private readonly wire: Wire;
  private readonly serverName: string;
  readonly rpc: boolean;
  private columns: readonly Column[] = [];
  private selecting = false;
  private pending: PendingDone | null = null;
  private afterStatus = false;
  private status: number | null = null;
  private outputs: Output[] = [];
  private failedWith: number | null = null;

  constructor(wire: Wire, options: { readonly serverName: string; readonly rpc: boolean }) {
    this.wire = wire;
    this.serverName = options.serverName;
    this.rpc = options.rpc;
  }

  /** An error was written. */
  get failed(): boolean {
    return this.failedWith !== null;
  }

  /** Sends when enough has gathered, or when the event asks for it. */
  async write(event: ServerEvent): Promise<void> {
    this.token(event);
    if (this.out.length > this.wire.packetSize * 4 || (event.kind === "info" && event.flush)) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.out.length > 0) await this.wire.send(this.out.take(), false);
  }

  setStatus(value: number): void {
    this.status = value;
  }

  private token(event: ServerEvent): void {
    switch (event.kind) {
      case "columns":
        this.release();
        this.columns = event.columns;
        this.selecting = true;
        writeColumns(this.out, event.columns);
        return;
      case "row":
        writeRow(this.out, this.columns, event.values);
        return;
      case "done":
        this.done(event);
        return;
      case "info":
        // 5701 is written beside its ENVCHANGE.
        if (event.number === 5701) return;
        this.note("info", event);
        return;
      case "error":
        this.failedWith = event.error.number;
        if (event.error.class >= 20) this.fatal = true;
        this.note("error", event.error);
        return;
      case "database":
        this.databaseChange(event.from, event.to);
        return;
      case "return-status":
        this.returnStatus(event.value);
        return;
      case "output":
        this.outputs.push(event);
    }
  }

  private note(kind: "error" | "info", note: Note): void {
    this.release();
    writeNote(this.out, kind, note, this.serverName);
  }

  private databaseChange(from: string, to: string): void {
    this.release();
    writeTextChange(this.out, 1, to, from);
    const message = `Changed database context to '${to}'.`;
    writeNote(this.out, "info", { number: 5701, state: 1, class: 0, message, line: 1 }, this.serverName);
  }

  private returnStatus(value: number): void {
    if (this.rpc) {
      this.status = value;
      return;
    }
    this.release();
    writeReturnStatus(this.out, value);
    this.afterStatus = true;
  }

  private done(event: Extract<ServerEvent, { kind: "done" }>): void {
    this.release();
    let kind: DoneKind = this.rpc || event.inProcedure ? "in-procedure" : "done";
    if (!this.rpc && !event.inProcedure && this.afterStatus) kind = "procedure";
    this.afterStatus = false;
    this.pending = { kind, error: event.error, rowCount: event.rowCount, command: this.selecting ? selectCommand : 0 };
    this.selecting = false;
  }

  private release(more = true): void {
    const done = this.pending;
    if (!done) return;
    this.pending = null;
    const count = done.rowCount === null ? 0 : doneStatus.count;
    const status = (more ? doneStatus.more : 0) | (done.error ? doneStatus.error : 0) | count;
    writeDone(this.out, { kind: done.kind, status, command: done.command, rowCount: done.rowCount ?? 0 });
  }

  /** Ends the response; `more` when another call of the same message follows. */
  async finish(more = false): Promise<void> {
    if (this.rpc) this.finishCall(more);
    else this.finishBatch();
    if (more) await this.flush();
    else await this.wire.send(this.out.take(), true);
  }

  private finishBatch(): void {
    const last = this.pending;
    const ends = last !== null && last.kind !== "in-procedure";
    this.release(!ends);
    if (ends) return;
    const failed = this.failedWith !== null && !last;
    const kind = this.afterStatus ? "procedure" : "done";
    writeDone(this.out, { kind, status: failed ? doneStatus.error : 0, command: 0, rowCount: 0 });
  }

  private finishCall(more: boolean): void {
    this.release();
    writeReturnStatus(this.out, this.status ?? this.failedWith ?? 0);
    this.outputs.forEach((output, ordinal) => {
      writeReturnValue(this.out, { ...output, ordinal });
    });
    const status = (this.failedWith === null ? 0 : doneStatus.error) | (more ? doneStatus.more : 0);
    writeDone(this.out, { kind: "procedure", status, command: 0xe0, rowCount: 0 });
  }

  /** Ends a cancelled response: whatever was written stays valid. */
  async cut(): Promise<void> {
    this.release();
    writeDone(this.out, { kind: "done", status: doneStatus.error, command: 0, rowCount: 0 });
    await this.wire.send(this.out.take(), true);
  }
}
