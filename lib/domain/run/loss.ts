import type { Watermark } from "#lib/domain/store-port.ts";
import type { LossView } from "#lib/domain/views/run-view.ts";
import { type RunState, resultOf } from "./run-state.ts";

type Pinned = { readonly newest: Watermark | null; readonly samples: readonly Watermark[] };

/** Messages lost, once the recovered copy was sampled before anyone could write; before that, null. */
export function lossOf(run: RunState): LossView | null {
  const recovered = resultOf(run, "sample-recovered") as Watermark | undefined;
  if (!recovered) return null;
  const pinned = resultOf(run, "pin-watermarks") as Pinned | undefined;
  return lossBetween({ pinned: pinned ?? null, recovered, until: run.startedAt });
}

/**
 * An interval, never a single number: below, the watermark difference per room; above, that plus what the rooms could have
 * taken at their peak rate between the newest sample and `until` (ISO, when the run began). No sample = unknown.
 * Source: persistent-chat.md D.5, dba-notes 21.
 */
export function lossBetween(at: {
  readonly pinned: Pinned | null;
  readonly recovered: Watermark;
  readonly until: string;
}): LossView {
  const newest = at.pinned?.newest ?? null;
  if (!newest) return { fewest: null, most: null, sampledAt: null, completeUpTo: null, rooms: [] };
  const rooms = Object.entries(newest.rooms).map(([room, before]) => {
    const after = at.recovered.rooms[room] ?? "0";
    const gone = BigInt(before) - BigInt(after);
    return { room, before, after, lost: (gone > 0n ? gone : 0n).toString() };
  });
  const fewest = rooms.reduce((sum, r) => sum + BigInt(r.lost), 0n);
  const rate = peakRate(at.pinned?.samples ?? []);
  const seconds = Math.max(0, (Date.parse(at.until) - Date.parse(newest.takenAt)) / 1_000);
  const most = rate === null ? null : fewest + BigInt(Math.ceil(seconds * rate));
  return {
    fewest: fewest.toString(),
    most: most?.toString() ?? null,
    sampledAt: newest.takenAt,
    completeUpTo: null,
    rooms,
  };
}

/** Messages per second in the busiest interval between two samples; null with fewer than two. Falling ids (a new fork) are left out. */
export function peakRate(samples: readonly Watermark[]): number | null {
  const inOrder = [...samples].sort((a, b) => a.takenAt.localeCompare(b.takenAt));
  const total = (w: Watermark) => Object.values(w.rooms).reduce((sum, id) => sum + BigInt(id), 0n);
  const rates = inOrder.slice(1).flatMap((after, i) => {
    const before = inOrder[i];
    if (!before) return [];
    const seconds = (Date.parse(after.takenAt) - Date.parse(before.takenAt)) / 1_000;
    const grown = Number(total(after) - total(before));
    return seconds >= 5 && grown >= 0 ? [grown / seconds] : [];
  });
  return rates.length === 0 ? null : Math.max(...rates);
}
