import { holdsCopy } from "#lib/domain/health/verdict.ts";
import type { Verdict } from "#lib/domain/run/journal.ts";
import type { Capture } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { CaptureView } from "#lib/domain/views/plan-view.ts";

/** A half is taken at least hourly while the pool is healthy; five minutes more for the look that takes it. Milliseconds. */
export const oldAfterMs = 65 * 60_000;

/** The halves that failback rebuilds from, each with its own age; a half nobody captured has none. `now` is ISO UTC. */
export function captureView(capture: Capture, pool: Pool, now: string): CaptureView {
  const wanted = [
    ...pool.instances.filter(holdsCopy).map((i) => ({ key: `instance:${i.name}`, name: i.name })),
    { key: "lync", name: "lync" },
  ];
  const halves = wanted.map(({ key, name }) => {
    const half = capture.halves[key];
    if (!half) return { name, at: null, state: "missing" as const, unread: [] };
    const isOld = Date.parse(now) - Date.parse(half.at) > oldAfterMs;
    const unread = unreadOf(half.data);
    const state = unread.length > 0 ? ("incomplete" as const) : isOld ? ("old" as const) : ("whole" as const);
    return { name, at: half.at, state, unread };
  });
  return { id: capture.id, takenAt: capture.takenAt, halves };
}

/** Verdict and facts of the check `capture-age`: a half that is missing, incomplete or old is named. No capture is unknown. */
export function judgeCapture(
  capture: Capture | null,
  pool: Pool,
  now: string,
): { readonly verdict: Verdict; readonly facts: Readonly<Record<string, string>> } {
  if (!capture) return { verdict: "unknown", facts: { capture: "none was ever taken" } };
  const { halves } = captureView(capture, pool, now);
  const words = halves.map((h) => [h.name, h.at === null ? "missing" : `${age(h.at, now)} old${unreadWord(h.unread)}`]);
  return {
    verdict: halves.every((h) => h.state === "whole") ? "pass" : "warn",
    facts: { capture: capture.id, taken: capture.takenAt, ...Object.fromEntries(words) },
  };
}

const unreadWord = (unread: readonly string[]) => (unread.length === 0 ? "" : `, not read: ${unread.join(", ")}`);

function age(at: string, now: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / 60_000));
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Sections that the server refused when the half was taken: theirs are older than the half, or absent. */
function unreadOf(data: unknown): readonly string[] {
  if (typeof data !== "object" || data === null || !("unread" in data)) return [];
  return typeof data.unread === "object" && data.unread !== null ? Object.keys(data.unread).sort() : [];
}
