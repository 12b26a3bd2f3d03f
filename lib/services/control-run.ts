import { AppError } from "#lib/domain/errors.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import { movesOf, statusAfter, statusOf } from "#lib/domain/run/status-of.ts";
import type { RunMove } from "#lib/domain/views/run-view.ts";
import type { ServiceContext } from "./context.ts";
import { requireForRun, requirePermission } from "./permissions.ts";
import { requireOwner } from "./run-owner.ts";

type Input = { readonly runId: string; readonly reason: string };

/** Asks the run to stop before its next act. @throws AppError "not-allowed", "not-found", "conflict" when the state does not allow it */
export function pauseRun(ctx: ServiceContext, input: Input): Promise<void> {
  return control(ctx, input, { move: "pause", kind: "pause-requested" });
}

/** Asks the run to stop before its next stage: whatever is in this one is finished first. */
export function pauseRunAfterStage(ctx: ServiceContext, input: Input): Promise<void> {
  return control(ctx, input, { move: "pause-after-stage", kind: "pause-requested" });
}

/** Lets a paused run go on; before it stands still, takes the pause back. */
export function resumeRun(ctx: ServiceContext, input: Input): Promise<void> {
  return control(ctx, input, { move: "resume", kind: "resumed" });
}

/** Ends the run before its next act; what was done stays and is named. Needs a reason. */
export function abortRun(ctx: ServiceContext, input: Input): Promise<void> {
  return control(ctx, input, { move: "abort", kind: "abort-requested" });
}

async function control(
  ctx: ServiceContext,
  input: Input,
  to: { readonly move: RunMove; readonly kind: "pause-requested" | "resumed" | "abort-requested" },
) {
  requirePermission(ctx.actor, "drill.start");
  const { store } = ctx.console;
  const run = await store.run(input.runId);
  if (!run) throw new AppError("not-found", `there is no run ${input.runId}`);
  requireForRun(ctx.actor, "run.control", run.procedure);
  const state = foldRun(await store.events(run.id));
  requireOwner(ctx.actor, state);
  if (!movesOf(state).includes(to.move))
    throw new AppError("conflict", `${run.label} is ${statusOf(state)}: ${to.move} is not possible now`);
  if (to.move === "abort" && input.reason.trim() === "") throw new AppError("bad-input", "ending a run needs a reason");
  const said = { person: ctx.actor.name, reason: input.reason };
  const body: RunEventBody =
    to.kind === "pause-requested"
      ? { kind: to.kind, ...said, holdAt: to.move === "pause" ? "act" : "stage" }
      : { kind: to.kind, ...said };
  const status = statusAfter(state, body);
  await store.append(run.id, null, body, status ? { status } : {});
}
