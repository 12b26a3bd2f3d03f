import { AppError } from "#lib/domain/errors.ts";
import { isWaiting, overrideOf } from "#lib/domain/run/fold-override.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { Attestation } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { openQuestions, statusAfter } from "#lib/domain/run/status-of.ts";
import { attestationLifeMs } from "#lib/domain/steps/shared-checks.ts";
import type { ServiceContext } from "./context.ts";
import { requireForRun, requirePermission } from "./permissions.ts";
import { requireConfirmed } from "./require-confirmed.ts";
import { requireOwner } from "./run-owner.ts";

export type DecideInput = {
  readonly runId: string;
  readonly decisionId: string;
  readonly choice: string;
  readonly reason: string;
  /** The surviving site's name, where the choice asks for it. */
  readonly typedName: string;
  readonly attestations: readonly Attestation[];
};

/**
 * Answers a decision. What the choice needs is checked here: a reason, the typed name, attestations not older than 15
 * minutes. A choice that needs a second person is only proposed. @throws AppError "not-allowed", "not-found", "refused" by whoever does not own the run, "conflict" when it was answered already, "bad-input", "confirm-identity"
 */
export async function decide(ctx: ServiceContext, input: DecideInput): Promise<void> {
  requirePermission(ctx.actor, "drill.start");
  const { store, pool } = ctx.console;
  const events = await store.events(input.runId);
  const [first] = events;
  requireForRun(ctx.actor, "run.decide", first?.kind === "run-started" ? first.procedure : "");
  const state = foldRun(events);
  requireOwner(ctx.actor, state);
  const asked = openQuestions(state).find((o) => o.decision.id === input.decisionId);
  if (!asked)
    throw new AppError("conflict", "this decision is not open any more: somebody answered it, or the run ended");
  const choice = asked.decision.choices.find((c) => c.id === input.choice);
  if (!choice) throw new AppError("bad-input", `${input.choice} is not one of the choices`);
  if (choice.needs.includes("reason") && input.reason.trim() === "")
    throw new AppError("bad-input", "this choice needs a reason");
  // Failback's questions name the site whose copy is overwritten; failover's is always the other one.
  const site = asked.decision.facts.site ?? pool.sites.other;
  if (choice.needs.includes("typed-site") && input.typedName.trim().toLowerCase() !== site.toLowerCase())
    throw new AppError("bad-input", `type ${site} to confirm where the next act takes effect`);
  if (choice.undo === "no") requireConfirmed(ctx);
  if (choice.needs.includes("second-person")) return propose(ctx, state, input);
  const attestations = choice.needs.includes("attestation") ? input.attestations.filter(begun) : [];
  for (const word of attestations) checkWord(word, ctx.console.ports.clock.now());
  const body = {
    kind: "decision-taken" as const,
    decisionId: input.decisionId,
    choice: choice.id,
    person: ctx.actor.name,
    reason: input.reason,
    attestations,
  };
  const status = statusAfter(state, body);
  await store.append(input.runId, null, body, status ? { status } : {});
}

/** One person alone only proposes: the decision stays open until another one confirms (lib/services/confirm-override.ts). */
async function propose(ctx: ServiceContext, state: RunState, input: DecideInput): Promise<void> {
  const waiting = overrideOf(state, input.decisionId);
  if (isWaiting(waiting, ctx.console.ports.clock.now()))
    throw new AppError("conflict", `${waiting.proposedBy} has proposed this already; it waits for a second person`);
  await ctx.console.store.append(input.runId, null, {
    kind: "override-proposed",
    decisionId: input.decisionId,
    person: ctx.actor.name,
    personId: ctx.actor.id,
    reason: input.reason.trim(),
  });
}

/** An attestation left wholly empty is none: rule 1 asks that instance itself. */
function begun(word: Attestation): boolean {
  return [word.switchedOff, word.confirmedBy, word.confirmedAt].some((part) => part.trim() !== "");
}

function checkWord(word: Attestation, now: Date): void {
  if ([word.instance, word.switchedOff, word.confirmedBy, word.confirmedAt].some((part) => part.trim() === "")) {
    throw new AppError("bad-input", `${word.instance}: say what was switched off, who confirmed it, and when`);
  }
  const ageMs = now.getTime() - Date.parse(word.confirmedAt);
  if (Number.isNaN(ageMs) || ageMs < -60_000)
    throw new AppError("bad-input", `${word.instance}: the time of confirmation lies in the future or is no time`);
  if (ageMs > attestationLifeMs)
    throw new AppError("bad-input", `${word.instance}: confirmed more than 15 minutes ago; ask again`);
}
