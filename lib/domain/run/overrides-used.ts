import type { HistoryRow } from "#lib/domain/views/run-view.ts";
import type { RunEvent } from "./journal.ts";

/** The kinds of events that `overridesUsed` reads. */
export const overrideKinds = ["override-proposed", "override-confirmed", "override-used"] as const;

/** The overrides that let an act of one run pass, oldest first, from its events of these kinds in order. Pure. */
export function overridesUsed(runId: string, events: readonly RunEvent[]): HistoryRow["overrides"] {
  const mine = events.filter((e) => e.runId === runId);
  return mine.flatMap((used) => {
    if (used.kind !== "override-used") return [];
    const before = mine.filter((e) => e.number < used.number);
    const wordOf = (kind: "override-proposed" | "override-confirmed") =>
      before.flatMap((e) => (e.kind === kind && e.decisionId === used.decisionId ? [e.person] : [])).at(-1) ?? "";
    return [{ proposedBy: wordOf("override-proposed"), confirmedBy: wordOf("override-confirmed"), at: used.at }];
  });
}
