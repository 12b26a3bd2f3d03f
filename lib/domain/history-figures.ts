import type { RunEvent } from "./run/journal.ts";
import type { RunRow } from "./store-port.ts";

/** What the achieved times rest on: the kinds of events to read. */
export const figureKinds = ["step-finished"] as const;
/** After these, users may chat again. */
const bringUsersBack: readonly string[] = ["set-active-servers", "fail-over-mirror"];

/** Failovers that brought users back, against the target. Seconds; null = none did. */
export type HistoryFigures = {
  readonly recovered: number;
  readonly withinTarget: number;
  readonly medianSeconds: number | null;
  readonly longestSeconds: number | null;
};

/** Seconds from a failover's start until its users were back; null when they never were, or it moved nobody. Pure. */
export function recoveredIn(
  row: Pick<RunRow, "id" | "procedure" | "startedAt">,
  events: readonly RunEvent[],
): number | null {
  if (row.procedure !== "failover" && row.procedure !== "mirror-failover") return null;
  const back = events.findLast(
    (e) =>
      e.kind === "step-finished" && e.runId === row.id && e.outcome === "done" && bringUsersBack.includes(e.stepId),
  );
  return back ? Math.max(0, (Date.parse(back.at) - Date.parse(row.startedAt)) / 1_000) : null;
}

/** Failovers whose recovery point is known, against the target. */
export type PointFigures = { readonly known: number; readonly kept: number; readonly worstSeconds: number | null };

/** The same of recovery points: how many kept the target, and the worst. Pure. */
export function pointFiguresOf(seconds: readonly (number | null)[], targetSeconds: number): PointFigures {
  const known = seconds.filter((s) => s !== null);
  return {
    known: known.length,
    kept: known.filter((s) => s <= targetSeconds).length,
    worstSeconds: known.length === 0 ? null : Math.max(...known),
  };
}

/** The figures over these times; runs that brought nobody back are left out, and counted nowhere here. Pure. */
export function figuresOf(seconds: readonly (number | null)[], targetSeconds: number): HistoryFigures {
  const known = seconds.filter((s) => s !== null).sort((a, b) => a - b);
  const [low, high] = [known[(known.length - 1) >> 1], known[known.length >> 1]];
  return {
    recovered: known.length,
    withinTarget: known.filter((s) => s <= targetSeconds).length,
    medianSeconds: low === undefined || high === undefined ? null : (low + high) / 2,
    longestSeconds: known.at(-1) ?? null,
  };
}
