import { createHash } from "node:crypto";
import { readApprovals } from "#lib/domain/approval/run-approval.ts";
import { canonicalJson } from "#lib/domain/audit/chain.ts";
import { AppError, assertNever } from "#lib/domain/errors.ts";
import { takeVotes } from "#lib/domain/fencing/take-votes.ts";
import { manifestHash } from "#lib/domain/loss-manifest/planned-manifest.ts";
import { readManifest } from "#lib/domain/loss-manifest/read-manifest.ts";
import { buildDrillPlan } from "#lib/domain/plan/drill-plan.ts";
import { buildFailbackPlan } from "#lib/domain/plan/failback-plan.ts";
import { buildFailoverPlan } from "#lib/domain/plan/failover-plan.ts";
import { buildFenceReturnedPlan } from "#lib/domain/plan/fence-returned-plan.ts";
import type { PlanLooks } from "#lib/domain/plan/looks.ts";
import { buildMirrorFailoverPlan } from "#lib/domain/plan/mirror-failover-plan.ts";
import { buildReProtectPlan } from "#lib/domain/plan/re-protect-plan.ts";
import { buildSwitchoverPlan } from "#lib/domain/plan/switchover-plan.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import { readExercised } from "#lib/domain/run/exercised.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { ended } from "#lib/domain/run/transitions.ts";
import type { Way } from "#lib/domain/steps/failback/pins.ts";
import type { Order } from "#lib/domain/steps/pinned-plan.ts";
import { readAnswers } from "#lib/domain/uncaptured/answers.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

export type PlanRunInput = {
  readonly procedure: ProcedureId;
  readonly order?: Order | undefined;
  /** How a failback brings the data home; a failback without it is refused. */
  readonly way?: Way | undefined;
};

/** Begins making a plan and gives its id at once; the looks at servers go on as a job. Changes nothing anywhere. */
export async function planRun(ctx: ServiceContext, input: PlanRunInput): Promise<{ readonly planId: string }> {
  requirePermission(ctx.actor, "run.plan");
  const planId = ctx.console.ports.ids.newId();
  ctx.console.planJobs.set(planId, { status: "working" });
  const made = new AbortController();
  const first = Promise.race([makePlan(ctx, planId, input), tooLong(ctx, made.signal)]);
  first
    .finally(() => made.abort())
    .then(
      () => ctx.console.planJobs.delete(planId),
      (e: unknown) =>
        ctx.console.planJobs.set(planId, { status: "failed", message: e instanceof Error ? e.message : String(e) }),
    );
  return { planId };
}

/** Each look has a deadline of its own; this one is for what has none. A plan that comes later all the same is stored and shown. */
const planPatienceMs = 120_000;

async function tooLong(ctx: ServiceContext, made: AbortSignal): Promise<never> {
  await ctx.console.ports.clock.sleep(planPatienceMs, made);
  throw new AppError(
    "unreachable",
    "the looks at the servers did not end within two minutes. Nothing was changed. Make the plan again; if it happens again, start the console anew.",
  );
}

async function build(looks: PlanLooks, { procedure, way }: PlanRunInput) {
  switch (procedure) {
    case "failover":
      return buildFailoverPlan(looks);
    case "switchover":
      return buildSwitchoverPlan(looks);
    case "mirror-failover":
      return buildMirrorFailoverPlan(looks);
    case "failback":
      if (way === undefined) throw new AppError("bad-input", "a failback needs its way: full restore or log swap");
      return buildFailbackPlan({ ...looks, way });
    case "fence-returned-home":
      return buildFenceReturnedPlan(looks);
    case "drill":
      return buildDrillPlan(looks);
    case "re-protect":
      return buildReProtectPlan(looks);
    default:
      return assertNever(procedure);
  }
}

/** A forecast of time looks this far back. */
const runsLookedAt = 10;

/** Journals of the newest ended runs, newest first: what they took is what the forecast of time goes by. */
async function readEarlierRuns(ctx: ServiceContext): Promise<readonly (readonly RunEvent[])[]> {
  const { pool, store } = ctx.console;
  const rows = (await store.runs(pool.fqdn, 2 * runsLookedAt)).filter((row) => ended.includes(row.status));
  return Promise.all(rows.slice(0, runsLookedAt).map((row) => store.events(row.id)));
}

/** Whose plan shows the fencing sheet: on the way home the opposite side serves until the run stops it. */
const hasSheet: readonly ProcedureId[] = ["failover", "switchover", "fence-returned-home"];

/** What these do not apply of the log is lost. */
const appliesLog: readonly ProcedureId[] = ["failover", "switchover"];

async function makePlan(ctx: ServiceContext, planId: string, input: PlanRunInput): Promise<void> {
  const { pool, ports, store, evidence } = ctx.console;
  const [capture, open, earlierRuns, answers, exercised] = await Promise.all([
    store.newestCapture(pool.fqdn),
    store.activeRun(pool.fqdn),
    readEarlierRuns(ctx),
    readAnswers(store, pool.fqdn),
    readExercised(store, pool.fqdn),
  ]);
  const looks: PlanLooks = {
    planId,
    pool,
    ports,
    evidence,
    capture,
    earlierRuns,
    answers,
    openRun: open?.label ?? null,
    order: input.order ?? "users-first",
  };
  const { pinned, view } = await build(looks, input);
  const votes = hasSheet.includes(input.procedure)
    ? await takeVotes({ ports, pool, instances: view.opposite.map((o) => o.instance) })
    : [];
  const manifest = await readManifest(looks, {
    procedure: input.procedure,
    target: pinned.target,
    loss: view.loss,
    appliesLog: appliesLog.includes(input.procedure),
  });
  const text = canonicalJson(pinned);
  const hash = createHash("sha256").update(text).digest("hex");
  const createdAt = ports.clock.now().toISOString();
  await store.savePlan({
    id: planId,
    poolFqdn: pool.fqdn,
    procedure: input.procedure,
    hash,
    pinned: text,
    view: {
      ...view,
      votes,
      manifest,
      manifestHash: manifestHash(manifest),
      steps: view.steps.map((step) => ({
        ...step,
        exercised: exercised.get(step.id) ?? { real: null, rehearsed: null },
      })),
      hash,
      createdAt,
    },
    createdAt,
    createdBy: ctx.actor.name,
  });
  await voidOlderApprovals(ctx, { planId, procedure: input.procedure });
}

/** What was approved is an older look at the servers: its approval does not count any more. */
async function voidOlderApprovals(
  ctx: ServiceContext,
  plan: { readonly planId: string; readonly procedure: ProcedureId },
): Promise<void> {
  const { pool, ports, store } = ctx.console;
  if (pool.approvals?.[plan.procedure] === undefined) return;
  const approvals = await readApprovals(store, { fqdn: pool.fqdn, now: ports.clock.now() });
  for (const old of approvals) {
    if (old.procedure !== plan.procedure || (old.status !== "waiting" && old.status !== "approved")) continue;
    await store.recordEntry({
      stream: `pool:${pool.fqdn}`,
      kind: "approval-void",
      person: ctx.actor.name,
      data: { planId: old.planId, byPlanId: plan.planId },
    });
  }
}
