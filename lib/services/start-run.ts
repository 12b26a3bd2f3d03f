import { approvalForStart, readApprovals } from "#lib/domain/approval/run-approval.ts";
import { AppError } from "#lib/domain/errors.ts";
import { alertKinds, emergencyStart } from "#lib/domain/health/alerts.ts";
import { planFormat } from "#lib/domain/plan/plan-format.ts";
import { viewHash } from "#lib/domain/plan/view-hash.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { StoredPlan } from "#lib/domain/store-port.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { ServiceContext } from "./context.ts";
import { mailToHolders } from "./mail-to.ts";
import { requireForRun, requirePermission } from "./permissions.ts";

export type StartRunInput = {
  readonly planId: string;
  readonly reason: string;
  readonly typedName: string;
  /** Why nobody can be asked to approve; only where the pool's policy lets such a run start. */
  readonly emergencyReason?: string;
};

/** A plan's looks count for this long: what they saw is shown with its time, and a start rests on it. */
export const planLifeMs = 60 * 60_000;

/**
 * Starts a planned run. Idempotent by plan: a second click, or a second browser with the same plan, gives the same run.
 * @throws AppError "not-allowed", "not-found", "bad-input", "refused" when the plan is blocked or not approved, "conflict" when another run is open
 */
export async function startRun(ctx: ServiceContext, input: StartRunInput): Promise<{ readonly runId: string }> {
  requirePermission(ctx.actor, "drill.start");
  const { store, pool } = ctx.console;
  const plan = await store.plan(input.planId);
  if (!plan) throw new AppError("not-found", "there is no such plan, or it is still being made");
  requireForRun(ctx.actor, "run.start", plan.procedure);
  if (input.reason.trim() === "") throw new AppError("bad-input", "a run needs a reason or a ticket");
  if (input.typedName.trim().toLowerCase() !== plan.view.typedName.toLowerCase())
    throw new AppError("bad-input", `type ${plan.view.typedName} to confirm where chat will run`);
  const ageMs = ctx.console.ports.clock.now().getTime() - Date.parse(plan.createdAt);
  if (ageMs > planLifeMs) {
    const minutes = Math.round(ageMs / 60_000);
    throw new AppError(
      "refused",
      `this plan looked at the servers ${minutes} minutes ago; make a new plan and start that`,
    );
  }
  if ((JSON.parse(plan.pinned) as Pick<PinnedPlan, "format">).format !== planFormat)
    throw new AppError(
      "refused",
      "another version of the console made this plan, and some of its commands would not be sent by this one; make a new plan and start that",
    );
  if (plan.view.blocking.length > 0)
    throw new AppError("refused", `the plan is blocked by: ${plan.view.blocking.join(", ")}`);
  const policy = pool.approvals?.[plan.procedure];
  const now = ctx.console.ports.clock.now();
  const approval = approvalForStart({
    policy,
    approval: policy && (await readApprovals(store, { fqdn: pool.fqdn, now })).find((a) => a.planId === plan.id),
    plan,
    starterId: ctx.actor.id,
    emergencyReason: input.emergencyReason?.trim() ?? "",
  });
  const run = await store.createRun(
    {
      poolFqdn: pool.fqdn,
      procedure: plan.procedure,
      planId: plan.id,
      reason: input.reason.trim(),
      startedBy: ctx.actor.name,
    },
    {
      kind: "run-started",
      planId: plan.id,
      planHash: plan.hash,
      viewHash: viewHash(plan.view),
      procedure: plan.procedure,
      reason: input.reason.trim(),
      person: ctx.actor.name,
      personId: ctx.actor.id,
      ...(approval === undefined ? {} : { approval }),
    },
  );
  if (approval?.kind === "emergency") await raiseEmergency(ctx, { runId: run.id, label: run.label, plan, approval });
  return { runId: run.id };
}

/** Rings for a run that nobody approved, once: in the console until somebody else has acknowledged it, and by mail. */
async function raiseEmergency(
  ctx: ServiceContext,
  run: { runId: string; label: string; plan: StoredPlan; approval: { readonly reason: string } },
): Promise<void> {
  const { store, pool, ports } = ctx.console;
  const stream = poolStream(pool.fqdn);
  const alertId = `${emergencyStart} ${run.runId}`;
  if ((await store.entries(stream, alertKinds, 500)).some(({ data }) => data.alertId === alertId)) return;
  const { label: target } = run;
  const facts = { run: target, procedure: run.plan.procedure, person: ctx.actor.name, reason: run.approval.reason };
  const mails = await mailToHolders(
    ctx.console,
    { permission: "alert.acknowledge", butFor: ctx.actor.id },
    {
      about: "alert-raised",
      facts: {
        check: emergencyStart,
        state: "bad",
        pool: pool.fqdn,
        target: `${target}, ${facts.person}: ${facts.reason}`,
      },
      path: `/runs/${run.runId}`,
      endsAt: new Date(ports.clock.now().getTime() + 24 * 3_600_000).toISOString(),
    },
  );
  const data = { alertId, check: emergencyStart, state: "bad", target, facts, causedById: ctx.actor.id, mails };
  await store.recordEntry({ stream, kind: "alert-raised", person: ctx.actor.name, data });
}
