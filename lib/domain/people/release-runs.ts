import type { RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import { foldRun } from "#lib/domain/run/run-state.ts";
import { movesOf, statusAfter } from "#lib/domain/run/status-of.ts";
import type { RunStore } from "#lib/domain/store-port.ts";

/** Whose run it is: whoever started it, or let it go on last. Null in journals that do not say. */
export function ownerOf(events: readonly RunEvent[]): string | null {
  const owners = events.filter((e) => e.kind === "run-started" || e.kind === "resumed");
  const last = owners.at(-1);
  return last?.kind === "run-started" || last?.kind === "resumed" ? (last.personId ?? null) : null;
}

/**
 * The person may not control runs any more: his open run, if there is one, goes on to its next safe stop and waits there for
 * whoever lets it go on. Gives the run's label. Safe to call twice.
 */
export async function releaseRuns(
  store: RunStore,
  at: { readonly poolFqdn: string; readonly personId: string; readonly why: string },
): Promise<string | null> {
  const run = await store.activeRun(at.poolFqdn);
  if (run === null) return null;
  const events = await store.events(run.id);
  const state = foldRun(events);
  if (ownerOf(events) !== at.personId || !movesOf(state).includes("pause")) return null;
  const body: RunEventBody = { kind: "pause-requested", person: "console", reason: at.why };
  const status = statusAfter(state, body);
  await store.append(run.id, null, body, status ? { status } : {});
  return run.label;
}
