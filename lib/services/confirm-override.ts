import { AppError } from "#lib/domain/errors.ts";
import { isWaiting, overrideOf } from "#lib/domain/run/fold-override.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import { statusAfter } from "#lib/domain/run/status-of.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";
import { requireConfirmed } from "./require-confirmed.ts";
import { requireKnownFormat } from "./run-owner.ts";

export type ConfirmOverrideInput = {
  readonly runId: string;
  readonly decisionId: string;
  readonly answer: "confirm" | "refuse";
  /** The name of the site whose copy becomes writable, as the decision says it, else the surviving site's; asked only to confirm. */
  readonly typedName: string;
  readonly reason: string;
};

/**
 * The second person's word on an override of rule 1: confirmed, it lets exactly one act pass for exactly the readings shown, for
 * 15 minutes; refused, the question stays open. Not safe to call twice: the second answer is a conflict.
 * @throws AppError "not-allowed" for the person who proposed it, "conflict" when nothing waits any more, "bad-input"
 */
export async function confirmOverride(ctx: ServiceContext, input: ConfirmOverrideInput): Promise<void> {
  requirePermission(ctx.actor, "run.confirm-override");
  const { store, pool, ports } = ctx.console;
  const state = foldRun(await store.events(input.runId));
  requireKnownFormat(state);
  const asked = state.open.find((o) => o.decision.id === input.decisionId);
  if (!asked)
    throw new AppError("conflict", "this decision is not open any more: somebody answered it, or the run ended");
  const proposal = overrideOf(state, input.decisionId);
  if (proposal?.proposedById === ctx.actor.id)
    throw new AppError(
      "not-allowed",
      `${ctx.actor.name} proposed this override; another person must confirm or refuse it`,
    );
  if (!isWaiting(proposal, ports.clock.now()))
    throw new AppError(
      "conflict",
      "no override waits: it was refused, or proposed more than 15 minutes ago; propose it again",
    );
  const isConfirmed = input.answer === "confirm";
  if (isConfirmed) requireConfirmed(ctx);
  const site = asked.decision.facts.site ?? pool.sites.other;
  if (isConfirmed && input.typedName.trim().toLowerCase() !== site.toLowerCase())
    throw new AppError("bad-input", `type ${site} to confirm where the next act takes effect`);
  if (!isConfirmed && input.reason.trim() === "") throw new AppError("bad-input", "refusing needs a reason");
  const body: RunEventBody = {
    kind: isConfirmed ? "override-confirmed" : "override-refused",
    decisionId: input.decisionId,
    person: ctx.actor.name,
    personId: ctx.actor.id,
    reason: input.reason.trim(),
  };
  const status = statusAfter(state, body);
  await store.append(input.runId, null, body, status ? { status } : {});
}
