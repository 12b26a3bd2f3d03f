import type { Reading } from "#lib/domain/views/overview-view.ts";

const oldAfterMs = 150_000;

/** A reading counts as unknown when the newest try failed or its value is older than two and a half minutes. */
export function isOld(reading: Reading<unknown>, now: string): boolean {
  if (reading.error !== null || reading.value === null || reading.at === null) return true;
  return Date.parse(now) - Date.parse(reading.at) > oldAfterMs;
}
