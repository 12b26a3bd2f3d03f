import { isOwner } from "#lib/domain/run/fold-owner.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import { movesOf, statusAfter } from "#lib/domain/run/status-of.ts";
import type { RunStore } from "#lib/domain/store-port.ts";

/**
 * The person may not control runs any more: his open run, if there is one, goes on to its next safe stop and waits there; it is
 * offered, so that any operator takes it at once. Safe to call twice.
 */
export async function releaseRuns(
  store: RunStore,
  at: {
    readonly poolFqdn: string;
    readonly person: { readonly id: string; readonly name: string };
    readonly why: string;
  },
): Promise<void> {
  const run = await store.activeRun(at.poolFqdn);
  if (run === null) return;
  const state = foldRun(await store.events(run.id));
  if (!isOwner(state.owner, at.person)) return;
  const { name: person, id: personId } = at.person;
  if (state.handOver?.kind !== "offered")
    await store.append(run.id, null, { kind: "hand-over-offered", person, personId, reason: at.why });
  if (!movesOf(state).includes("pause")) return;
  const body: RunEventBody = { kind: "pause-requested", person: "console", reason: at.why };
  const status = statusAfter(state, body);
  await store.append(run.id, null, body, status ? { status } : {});
}
