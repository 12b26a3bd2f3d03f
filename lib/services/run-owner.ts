import type { Actor } from "#lib/domain/actor.ts";
import { AppError } from "#lib/domain/errors.ts";
import { isOwner } from "#lib/domain/run/fold-owner.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";

/** A run has one owner at any time; nobody else controls it or answers its questions. @throws AppError "refused" */
export function requireOwner(actor: Actor, run: RunState): void {
  if (isOwner(run.owner, actor)) return;
  throw new AppError("refused", `${run.owner.name} owns this run; take it over first, on its page`);
}
