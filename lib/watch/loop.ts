import { isAppError, StepError } from "#lib/domain/errors.ts";
import type { ClockPort } from "#lib/domain/ports.ts";
import type { Reading } from "#lib/domain/views/overview-view.ts";

/** One source's own loop. `work` may give the milliseconds to its next turn, else `intervalMs` holds. */
export type Loop = {
  readonly clock: ClockPort;
  readonly signal: AbortSignal;
  readonly intervalMs: number;
  /** A turn that takes longer is left behind as failed, and the loop goes on. */
  readonly deadlineMs: number;
  readonly work: () => Promise<number | undefined>;
  readonly onError: (error: unknown) => void;
};

/** Runs turns until the signal aborts; resolves then, also while a turn hangs. Never rejects. */
export async function runLoop(loop: Loop): Promise<void> {
  while (!loop.signal.aborted) {
    const next = await turn(loop);
    if (!loop.signal.aborted) await sleepQuietly(loop.clock, next ?? loop.intervalMs, loop.signal);
  }
}

async function turn(loop: Loop): Promise<number | undefined> {
  try {
    return await withDeadline(loop.work(), loop);
  } catch (error) {
    if (!loop.signal.aborted) loop.onError(error);
    return undefined;
  }
}

/** The work's result. @throws StepError "unreachable", effect "none", when it took longer than `deadlineMs` or the signal aborted */
export async function withDeadline<T>(
  work: Promise<T>,
  limits: Pick<Loop, "clock" | "signal" | "deadlineMs">,
): Promise<T> {
  const done = new AbortController();
  const late = sleepQuietly(limits.clock, limits.deadlineMs, AbortSignal.any([limits.signal, done.signal])).then(
    () => new StepError("unreachable", `no answer within ${limits.deadlineMs / 1000} s`, { effect: "none" }),
  );
  try {
    const first = await Promise.race([work.then((value) => ({ value })), late.then((error) => ({ error }))]);
    if ("error" in first) throw first.error;
    return first.value;
  } finally {
    done.abort();
  }
}

// Whether a clock resolves or rejects when its signal aborts makes no difference here.
async function sleepQuietly(clock: ClockPort, ms: number, signal: AbortSignal): Promise<void> {
  await Promise.allSettled([clock.sleep(ms, signal)]);
}

/** A value never read. */
export const neverRead = { value: null, at: null, error: null } as const;

/** A value read now. */
export function readNow<T>(clock: ClockPort, value: T): Reading<T> {
  return { value, at: clock.now().toISOString(), error: null };
}

/** The last known value with its own time, and why the newest try failed. */
export function readFailed<T>(previous: Reading<T>, error: unknown): Reading<T> {
  return { ...previous, error: messageOf(error) };
}

/** What a person is told of a failure: expected errors say it themselves. */
export function messageOf(error: unknown): string {
  return isAppError(error) || error instanceof Error ? error.message : "unexpected failure";
}
