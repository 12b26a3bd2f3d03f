import type { RunView } from "#lib/domain/views/run-view.ts";

/** The open question to show: the one that was wanted while it is open, else the first; null when none is open. */
export function shownDecision(decisions: RunView["decisions"], wanted: string | null): string | null {
  const open = decisions.some((each) => each.id === wanted);
  return open ? wanted : (decisions[0]?.id ?? null);
}
