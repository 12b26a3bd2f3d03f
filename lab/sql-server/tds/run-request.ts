import type { ServerEvent } from "#lab/sql-server/contract.ts";
import type { Response } from "./response.ts";

export type RequestEnd = "finished" | "cancelled";

const eventsPerTurn = 100;
/** Clients give up on a cancel after five seconds. */
const longestUnwindMs = 3_000;

function whenAborted(signal: AbortSignal): Promise<"cancelled"> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve("cancelled");
    else signal.addEventListener("abort", () => resolve("cancelled"), { once: true });
  });
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function atMost(work: Promise<unknown>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    work.then(done, done);
  });
}

export function labFailure(error: unknown): ServerEvent {
  const message = `The lab itself failed: ${error instanceof Error ? error.message : String(error)}`;
  return { kind: "error", error: { number: 50_000, state: 1, class: 16, message, line: 0, abort: "batch" } };
}

type Run = {
  readonly events: AsyncGenerator<ServerEvent>;
  /** Hears every event; `response` writes those it gives back. */
  readonly pass: (event: ServerEvent) => ServerEvent | null;
  readonly response: Response;
  /** ATTENTION or KILL. A vanished client aborts nothing: what it had started goes on. */
  readonly signal: AbortSignal;
  readonly onFailure: (error: unknown) => void;
};

/** Runs a request to its end, or until it is cancelled. */
export async function runRequest(run: Run): Promise<RequestEnd> {
  const cancelled = whenAborted(run.signal);
  try {
    for (let count = 1; ; count += 1) {
      const next = await Promise.race([run.events.next(), cancelled]);
      if (next === "cancelled") {
        await atMost(run.events.return(undefined), longestUnwindMs);
        return "cancelled";
      }
      if (next.done) return "finished";
      const event = run.pass(next.value);
      if (event) await run.response.write(event);
      if (run.response.fatal) {
        await atMost(run.events.return(undefined), longestUnwindMs);
        return "finished";
      }
      if (count % eventsPerTurn === 0) await nextTurn();
    }
  } catch (error) {
    run.onFailure(error);
    await run.response.write(labFailure(error));
    return "finished";
  }
}
