import type { RunEvent } from "#lib/domain/run/journal.ts";

/** A span of time, ISO UTC at both ends. `stepId` null: of the whole run. */
export type Interval = { readonly from: string; readonly to: string; readonly stepId: string | null };

/** Seconds that are covered at least once, inside `from` … `to`. Pure. */
export function coveredSeconds(intervals: readonly Interval[], inside: { readonly from: string; readonly to: string }) {
  const [start, end] = [Date.parse(inside.from), Date.parse(inside.to)];
  let reached = start;
  let covered = 0;
  for (const { from, to } of [...intervals].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const begin = Math.max(reached, Date.parse(from));
    const stop = Math.min(end, Date.parse(to));
    if (stop <= begin) continue;
    covered += stop - begin;
    reached = stop;
  }
  return covered / 1_000;
}

/** What of each interval lies inside `from` … `to`; those that do not touch it are left out. Pure. */
export function clipped(
  intervals: readonly Interval[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly Interval[] {
  return intervals.flatMap((each) => {
    const begin = [each.from, from].sort().at(1) ?? from;
    const end = [each.to, to].sort().at(0) ?? to;
    return begin < end ? [{ ...each, from: begin, to: end }] : [];
  });
}

/** When people were waited for: from each question to its answer, and while a pause held. Open ones reach to `until`. Pure. */
export function waitsOf(events: readonly RunEvent[], until: string): readonly Interval[] {
  const asked = new Map<string, { readonly from: string; readonly stepId: string }>();
  const waits: Interval[] = [];
  let pausedAt: string | null = null;
  const close = (id: string, to: string) => {
    const open = asked.get(id);
    if (open) waits.push({ ...open, to });
    asked.delete(id);
  };
  for (const e of events) {
    if (e.kind === "decision-asked") asked.set(e.decision.id, { from: e.at, stepId: e.decision.stepId });
    if (e.kind === "decision-taken" || e.kind === "override-confirmed") close(e.decisionId, e.at);
    if (e.kind === "paused") pausedAt ??= e.at;
    if (e.kind === "resumed" && pausedAt !== null) {
      waits.push({ from: pausedAt, to: e.at, stepId: null });
      pausedAt = null;
    }
  }
  for (const id of [...asked.keys()]) close(id, until);
  return pausedAt === null ? waits : [...waits, { from: pausedAt, to: until, stepId: null }];
}

/** When no console was at work on the run: from the last record before each interruption to the record of it. Pure. */
export function cutOffsOf(events: readonly RunEvent[]): readonly Interval[] {
  return events.flatMap((e, i) => {
    const before = events[i - 1];
    return e.kind === "interrupted" && before ? [{ from: before.at, to: e.at, stepId: null }] : [];
  });
}
