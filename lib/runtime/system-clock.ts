import { setTimeout as delay } from "node:timers/promises";
import type { ClockPort } from "#lib/domain/ports.ts";

/** This machine's clock. `sleep` rejects when its signal is aborted. */
export const systemClock: ClockPort = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => void (await delay(ms, undefined, signal ? { signal } : {})),
};
