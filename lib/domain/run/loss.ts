import type { Watermark } from "#lib/domain/store-port.ts";
import type { LossView } from "#lib/domain/views/run-view.ts";
import { type RunState, resultOf } from "./run-state.ts";

type Pinned = { readonly newest: Watermark | null; readonly samples: readonly Watermark[] };

const unknownLoss: LossView = { fewest: null, most: null, sampledAt: null, completeUpTo: null, rooms: [] };

/**
 * Messages lost, once the recovered copy was sampled before anyone could write. Null before that, and when the run ended without
 * bringing a copy online: then it gave up nothing. A sample left out, or a run that ended between the two, = unknown.
 */
export function lossOf(run: RunState): LossView | null {
  if (run.acts.get("sample-recovered")?.status === "skipped") return unknownLoss;
  const recovered = resultOf(run, "sample-recovered") as Watermark | undefined;
  if (!recovered) return run.status === "ended" && run.acts.has("bring-online") ? unknownLoss : null;
  const pinned = resultOf(run, "pin-watermarks") as Pinned | undefined;
  const loss = lossBetween({ pinned: pinned ?? null, recovered, until: lastAlive(run) });
  // Samples that say otherwise are never overruled: something is then not understood.
  return isTailApplied(run) && (loss.fewest ?? "0") === "0" ? { ...loss, fewest: "0", most: "0" } : loss;
}

/** The loss as a list of runs shows it at a run's end, as decimal text: both null = unknown, both "0" = the run gave up no copy. */
export function lossAtEnd(run: RunState): { readonly lossFewest: string | null; readonly lossMost: string | null } {
  const loss = lossOf({ ...run, status: "ended" });
  return loss === null ? { lossFewest: "0", lossMost: "0" } : { lossFewest: loss.fewest, lossMost: loss.most };
}

/** Home was fenced by the tail of its log, and that very backup set was applied: nothing was written that did not come along. */
function isTailApplied(run: RunState): boolean {
  const tail = resultOf(run, "fence-tail-header") as { readonly backupSetGuid: string } | undefined;
  return tail !== undefined && run.acts.get(`apply-log-backup:${tail.backupSetGuid}`)?.status === "done";
}

/**
 * Until when the other side may have taken messages: the run's start, or later, when it answered and was not proven stopped, or when
 * somebody saw that it is off: before that it may have lived without anybody at the console seeing it. ISO.
 */
function lastAlive(run: RunState): string {
  const alive = run.taken.filter(
    (t) =>
      t.decision.kind === "home-still-answers" &&
      Object.values(t.decision.facts).some((fact) => /^(writable|answers-unproven)/.test(fact)),
  );
  // Where home was to be fenced it lived, and nobody knows until when before rule 1 was satisfied.
  const begun = run.acts.has("look-before-fence") ? run.acts.get("bring-online")?.startedAt : null;
  const words = run.taken.flatMap((t) => t.attestations.map((a) => a.confirmedAt));
  return [run.startedAt, ...(begun ? [begun] : []), ...alive.map((t) => t.at), ...words].sort().at(-1) ?? run.startedAt;
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
  if (!newest) return unknownLoss;
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
    completeUpTo: completeUpTo(at.pinned, at.recovered),
    rooms,
  };
}

/**
 * The achieved recovery point in seconds, by what the acts "pin-watermarks" and "sample-recovered" gave: from the newest sample all of
 * whose messages came along to the newest sample of the lost side. Null: a sample is missing, or none came along whole. Pure.
 */
export function achievedPoint(pinned: unknown, recovered: unknown): number | null {
  const before = pinned as Pinned | null;
  if (!before?.newest || !recovered) return null;
  const whole = completeUpTo(before, recovered as Watermark);
  if (whole === null) return null;
  return Math.max(0, Math.round((Date.parse(before.newest.takenAt) - Date.parse(whole)) / 1_000));
}

/** Time of the newest sample all of whose messages the recovered copy holds; null when no sample proves any. */
function completeUpTo(pinned: Pinned | null, recovered: Watermark): string | null {
  const holds = (sample: Watermark) =>
    Object.entries(sample.rooms).every(([room, id]) => BigInt(recovered.rooms[room] ?? "0") >= BigInt(id));
  const all = [...(pinned?.newest ? [pinned.newest] : []), ...(pinned?.samples ?? [])];
  return all
    .filter(holds)
    .reduce<string | null>((last, s) => (last === null || s.takenAt > last ? s.takenAt : last), null);
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
