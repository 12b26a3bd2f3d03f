import { AppError } from "#lib/domain/errors.ts";
import { type Listed, paperPlan } from "#lib/domain/paper/paper-plan.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { surveyLogBackups } from "#lib/domain/steps/survey.ts";
import type { RunRow, StoredPlan } from "#lib/domain/store-port.ts";
import type { PaperView } from "#lib/domain/views/paper-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Whoever asks for paper in a hurry does not wait longer for names of files. */
const listMs = 30_000;

/**
 * A plan, or a run at this moment, to be carried out by hand: every command with real names and values, the log backups as they lie
 * there now, what is done ticked. Only looks; a look that fails is said so on the paper. Null when there is none.
 * @throws AppError "not-allowed", "store-failed"
 */
export async function getPaper(
  ctx: ServiceContext,
  asked: { readonly planId: string } | { readonly runId: string },
): Promise<PaperView | null> {
  requirePermission(ctx.actor, "run.read");
  const { store, pool, ports } = ctx.console;
  const row = "runId" in asked ? await store.run(asked.runId) : null;
  const planId = "planId" in asked ? asked.planId : row?.planId;
  const stored = planId === undefined ? null : await store.plan(planId);
  if (!stored) return null;
  const plan = JSON.parse(stored.pinned) as PinnedPlan;
  const run = row ? foldRun(await store.events(row.id)) : null;
  const paper = paperPlan({ plan, pool, run, listed: await listedNow(ctx, plan, run) });
  const taken = run?.sheet.votes ?? [];
  const votes = taken.length > 0 ? taken : (stored.view.votes ?? []);
  return { ...headOf(stored, row), madeAt: ports.clock.now().toISOString(), madeBy: ctx.actor.name, paper, votes };
}

function headOf(stored: StoredPlan, row: RunRow | null): Omit<PaperView, "madeAt" | "madeBy" | "paper" | "votes"> {
  const { id: planId, hash, createdAt: plannedAt, procedure, poolFqdn, view } = stored;
  const sites = { home: view.homeName, other: view.otherName };
  const run = row && { label: row.label, status: row.status, startedBy: row.startedBy };
  return { planId, hash, plannedAt, procedure, sites, poolFqdn, run };
}

/** The log backups as they lie there now, where steps that need them are still to come and the run has not listed them itself. */
async function listedNow(ctx: ServiceContext, plan: PinnedPlan, run: RunState | null): Promise<Listed> {
  const { ports, pool, evidence } = ctx.console;
  const isOpen = plan.steps.some(({ id }) => id === "apply-log-backups" && run?.steps.get(id)?.status !== "done");
  if (!isOpen) return { kind: "not-asked" };
  const act = {
    runId: run?.runId ?? "",
    actId: "paper",
    person: ctx.actor.name,
    onOutput: () => undefined,
    signal: AbortSignal.timeout(listMs),
  };
  try {
    const look = surveyLogBackups({ pool, plan, run: run ?? foldRun([]), ports, evidence, act });
    return { kind: "listed", survey: await within(look, act.signal) };
  } catch (e) {
    return { kind: "failed", why: e instanceof Error ? e.message : String(e) };
  }
}

/** The look, or the signal's reason when that comes first. */
function within<T>(look: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener(
      "abort",
      () => reject(new AppError("unreachable", `no listing within ${listMs / 1_000} s`)),
      { once: true },
    ),
  );
  return Promise.race([look, late]);
}
