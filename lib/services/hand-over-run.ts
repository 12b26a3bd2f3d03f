import { AppError } from "#lib/domain/errors.ts";
import { isOwner, mayTakeFrom } from "#lib/domain/run/fold-owner.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";
import { requireKnownFormat, requireOwner } from "./run-owner.ts";

type Input = { readonly runId: string; readonly reason: string };

/** The owner offers the run to whichever operator takes it; he owns it until then. @throws AppError "not-allowed", "not-found", "refused", "conflict" */
export async function offerRun(ctx: ServiceContext, input: Input): Promise<void> {
  requirePermission(ctx.actor, "run.control");
  const run = await openRun(ctx, input.runId);
  requireOwner(ctx.actor, run);
  if (run.handOver?.kind === "asked")
    throw new AppError("conflict", `${run.handOver.name} asks for this run already: agree or refuse`);
  await say(ctx, input, "hand-over-offered");
}

/** The owner takes his offer back. */
export async function withdrawOffer(ctx: ServiceContext, input: Input): Promise<void> {
  requirePermission(ctx.actor, "run.control");
  const run = await openRun(ctx, input.runId);
  requireOwner(ctx.actor, run);
  if (run.handOver?.kind !== "offered") throw new AppError("conflict", "this run is not offered any more");
  await say(ctx, input, "hand-over-withdrawn");
}

/**
 * Another operator takes the run: at once when it is offered; else he asks first, and has it when the owner agrees, or has not
 * answered within a minute and he asks again. Safe to call twice. @throws AppError "conflict" while the owner may still refuse, "bad-input" without a reason
 */
export async function takeOverRun(ctx: ServiceContext, input: Input): Promise<void> {
  requirePermission(ctx.actor, "run.control");
  const run = await openRun(ctx, input.runId);
  if (isOwner(run.owner, ctx.actor)) return;
  const { handOver } = run;
  if (handOver?.kind === "offered") return become(ctx, input.runId, { ...ctx.actor, how: "offered" });
  if (handOver === null) {
    if (input.reason.trim() === "") throw new AppError("bad-input", "taking a run over needs a reason");
    return say(ctx, input, "take-over-asked");
  }
  if (handOver.id !== ctx.actor.id)
    throw new AppError("conflict", `${handOver.name} asks for this run already; wait until that is answered`);
  const leftMs = mayTakeFrom(handOver) - ctx.console.ports.clock.now().getTime();
  if (leftMs > 0)
    throw new AppError("conflict", `${run.owner.name} may still refuse, for ${Math.ceil(leftMs / 1_000)} s`);
  return become(ctx, input.runId, { ...ctx.actor, how: "no-answer" });
}

/** The owner's word to who asks for the run. Refusing needs a reason. */
export async function answerTakeOver(
  ctx: ServiceContext,
  input: Input & { readonly answer: "agree" | "refuse" },
): Promise<void> {
  requirePermission(ctx.actor, "run.control");
  const run = await openRun(ctx, input.runId);
  requireOwner(ctx.actor, run);
  const { handOver } = run;
  if (handOver?.kind !== "asked") throw new AppError("conflict", "nobody asks for this run any more");
  if (input.answer === "agree") return become(ctx, input.runId, { ...handOver, how: "agreed" });
  if (input.reason.trim() === "") throw new AppError("bad-input", "refusing needs a reason");
  await say(ctx, input, "take-over-refused");
}

async function openRun(ctx: ServiceContext, runId: string): Promise<RunState> {
  const { store } = ctx.console;
  if (!(await store.run(runId))) throw new AppError("not-found", `there is no run ${runId}`);
  const run = foldRun(await store.events(runId));
  requireKnownFormat(run);
  if (run.status === "ended") throw new AppError("conflict", "this run has ended; it needs no owner any more");
  return run;
}

async function say(
  ctx: ServiceContext,
  input: Input,
  kind: "hand-over-offered" | "hand-over-withdrawn" | "take-over-asked" | "take-over-refused",
): Promise<void> {
  const { name: person, id: personId } = ctx.actor;
  await ctx.console.store.append(input.runId, null, { kind, person, personId, reason: input.reason.trim() });
}

type NewOwner = { readonly name: string; readonly id: string };

async function become(
  ctx: ServiceContext,
  runId: string,
  to: NewOwner & { readonly how: Extract<RunEventBody, { readonly kind: "owner-changed" }>["how"] },
): Promise<void> {
  const { name: person, id: personId, how } = to;
  await ctx.console.store.append(runId, null, { kind: "owner-changed", person, personId, how });
}
