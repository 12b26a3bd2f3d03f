import { type Opened, type Opening, openPool } from "./connection.ts";
import { type Statement, send } from "./send.ts";
import { type Attempt, translateError } from "./translate-error.ts";
import { within } from "./within.ts";

export type ReadRequest = {
  readonly statement: Omit<Statement, "timeoutMs">;
  readonly doing: string;
  readonly deadlineMs: number;
};

/** One small pool per instance for reads; thrown away whole whenever a line fails, so that the next read starts clean. */
export class ReadPools {
  readonly #opening: (target: string) => Opening;
  readonly #open = new Map<string, { readonly opened: Opened; readonly connecting: Promise<unknown> }>();

  readonly #retired = new Set<Opened>();

  constructor(opening: (target: string) => Opening) {
    this.#opening = opening;
  }

  /** Safe to call twice. @throws StepError effect "none", at the latest after `deadlineMs` with connecting included. */
  async read(target: string, request: ReadRequest): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const attempt: Attempt = {
      target,
      doing: request.doing,
      phase: "connect",
      text: "",
      sawProgress: false,
      readOnly: true,
    };
    const entry = this.#entry(target);
    const work = entry.connecting.then(() =>
      send(entry.opened.pool, { ...request.statement, timeoutMs: request.deadlineMs }),
    );
    try {
      const sets = await within(work, {
        deadlineMs: request.deadlineMs,
        effect: "none",
        doing: `${request.doing} on ${target}`,
        cut: () => this.#retire(target),
      });
      return sets.at(-1) ?? [];
    } catch (error) {
      const translated = translateError(error, { ...attempt, refusals: entry.opened.refusals() });
      if (translated.code === "unreachable" || !entry.opened.pool.connected) this.#retire(target);
      throw translated;
    }
  }

  async close(): Promise<void> {
    for (const target of [...this.#open.keys()]) this.#retire(target);
    for (const opened of this.#retired) opened.cut();
    this.#retired.clear();
  }

  #entry(target: string) {
    const known = this.#open.get(target);
    if (known !== undefined) return known;
    const opened = openPool(this.#opening(target));
    // Without a listener an "error" event would end the process; the failing request tells the story.
    opened.pool.on("error", () => this.#retire(target));
    const entry = { opened, connecting: opened.pool.connect() };
    entry.connecting.catch(() => undefined);
    this.#open.set(target, entry);
    return entry;
  }

  #retire(target: string): void {
    const entry = this.#open.get(target);
    if (entry === undefined) return;
    this.#open.delete(target);
    this.#retired.add(entry.opened);
    entry.connecting.then(() => entry.opened.pool.close()).catch(() => undefined);
    // Neighbours on the same pool may still get their answers; the longest deadline of a read is 30 s.
    setTimeout(() => {
      this.#retired.delete(entry.opened);
      entry.opened.cut();
    }, 35_000).unref();
  }
}
