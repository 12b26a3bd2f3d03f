import type { ClockPort } from "#lib/domain/ports.ts";

/** For tests: a clock that stands until `advance` moves it, waking sleepers in order. */
export type FakeClock = ClockPort & { readonly advance: (ms: number) => Promise<void> };

/** Makes a standing clock. */
export function fakeClock(start = "2026-11-21T10:00:00.000Z"): FakeClock {
  let nowMs = Date.parse(start);
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => new Date(nowMs),
    monotonicMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { atMs: nowMs + ms, wake: resolve };
        sleepers.add(sleeper);
        const end = () => {
          sleepers.delete(sleeper);
          resolve();
        };
        if (signal?.aborted) end();
        else signal?.addEventListener("abort", end, { once: true });
      }),
    advance: async (ms) => {
      const endMs = nowMs + ms;
      for (;;) {
        await settle();
        const nextMs = Math.min(...[...sleepers].map((sleeper) => sleeper.atMs));
        if (nextMs > endMs) break;
        nowMs = Math.max(nowMs, nextMs);
        for (const sleeper of [...sleepers]) {
          if (sleeper.atMs !== nextMs) continue;
          sleepers.delete(sleeper);
          sleeper.wake();
        }
      }
      nowMs = endMs;
      await settle();
    },
  };
}
