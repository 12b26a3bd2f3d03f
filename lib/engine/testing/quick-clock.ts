import type { ClockPort } from "#lib/domain/ports.ts";

export type QuickClock = ClockPort & {
  readonly advance: (ms: number) => void;
  /** Whether somebody still sleeps. */
  readonly isWaitedFor: () => boolean;
};

/**
 * For tests: time stands while anything can go on, and jumps to the next sleeper when nothing else can. Intervals
 * (faked by the bench) follow this time.
 */
export function quickClock(start = "2026-11-21T10:00:00.000Z"): QuickClock {
  let nowMs = Date.parse(start);
  let isPumping = false;
  const sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];
  const advance = (ms: number) => {
    nowMs += ms;
    fakedIntervals()?.tick(ms);
  };
  const pump = () => {
    sleepers.sort((a, b) => a.atMs - b.atMs);
    const next = sleepers.shift();
    if (next && next.atMs > nowMs) advance(next.atMs - nowMs);
    next?.wake();
    isPumping = sleepers.length > 0;
    if (isPumping) setImmediate(pump);
  };
  return {
    now: () => new Date(nowMs),
    monotonicMs: () => nowMs,
    advance,
    isWaitedFor: () => isPumping,
    sleep: (ms, signal) =>
      new Promise<void>((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { atMs: nowMs + ms, wake: resolve };
        sleepers.push(sleeper);
        const wakeEarly = () => {
          // Nobody waits for it any more: time does not go there for its sake.
          const at = sleepers.indexOf(sleeper);
          if (at >= 0) sleepers.splice(at, 1);
          resolve();
        };
        signal?.addEventListener("abort", wakeEarly, { once: true });
        if (isPumping) return;
        isPumping = true;
        setImmediate(pump);
      }),
  };
}

type Faked = { readonly tick: (ms: number) => unknown; readonly reset: () => void };

/** The clock of faked intervals (`vi.useFakeTimers`), undefined where they are the real ones; known by what the fake leaves on them. */
export function fakedIntervals(): Faked | undefined {
  return (setInterval as { readonly clock?: Faked }).clock;
}
