import type { Actor } from "#lib/domain/actor.ts";
import { AppError } from "#lib/domain/errors.ts";
import { isOwner } from "#lib/domain/run/fold-owner.ts";
import { journalVersion } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";

/**
 * What a newer console wrote may mean what this one does not know: it only shows such a run. @throws AppError "refused"
 */
export function requireKnownFormat(run: RunState): void {
  if (run.newerVersion === null) return;
  throw new AppError(
    "refused",
    `this run was written by a newer console (journal format ${run.newerVersion}, this one reads ${journalVersion}): go on with that version, or by hand with the commands on its page`,
  );
}

/** A run has one owner at any time; nobody else controls it or answers its questions. @throws AppError "refused" */
export function requireOwner(actor: Actor, run: RunState): void {
  requireKnownFormat(run);
  if (isOwner(run.owner, actor)) return;
  throw new AppError("refused", `${run.owner.name} owns this run; take it over first, on its page`);
}
