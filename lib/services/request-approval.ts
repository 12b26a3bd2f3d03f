import { approvedLoss, manifestHashOf, readApprovals } from "#lib/domain/approval/run-approval.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ServiceContext } from "./context.ts";
import { mailToHolders } from "./mail-to.ts";
import { requireForRun, requirePermission } from "./permissions.ts";
import { planLifeMs } from "./start-run.ts";

/**
 * Asks for the approval of exactly this plan, by its hash and its loss, in the console and by mail. After a refusal or an expiry it asks anew; while a request
 * waits, a second call changes nothing.
 * @throws AppError "not-allowed", "not-found", "refused" when the plan needs none, is blocked, too old or void
 */
export async function requestApproval(ctx: ServiceContext, input: { readonly planId: string }): Promise<void> {
  requirePermission(ctx.actor, "drill.start");
  const { store, pool, ports } = ctx.console;
  const plan = await store.plan(input.planId);
  if (!plan) throw new AppError("not-found", "there is no such plan, or it is still being made");
  requireForRun(ctx.actor, "run.start", plan.procedure);
  const policy = pool.approvals?.[plan.procedure];
  if (!policy) throw new AppError("refused", `a ${plan.procedure} needs no approval in this pool`);
  if (plan.view.blocking.length > 0)
    throw new AppError("refused", `the plan is blocked by: ${plan.view.blocking.join(", ")}`);
  const now = ports.clock.now();
  const planEnds = Date.parse(plan.createdAt) + planLifeMs;
  if (planEnds <= now.getTime()) throw new AppError("refused", "this plan is too old to be started; make a new plan");
  const last = (await readApprovals(store, { fqdn: pool.fqdn, now })).find((a) => a.planId === plan.id);
  if (last?.status === "waiting" || last?.status === "approved") return;
  if (last?.status === "void") throw new AppError("refused", "a newer plan was made; ask for approval of that one");
  const expiresAt = new Date(Math.min(planEnds, now.getTime() + policy.lifeMinutes * 60_000)).toISOString();
  const loss = approvedLoss(plan);
  await store.recordEntry({
    stream: `pool:${pool.fqdn}`,
    kind: "approval-requested",
    person: ctx.actor.name,
    data: {
      planId: plan.id,
      planHash: plan.hash,
      procedure: plan.procedure,
      loss,
      requestedById: ctx.actor.id,
      expiresAt,
      needed: policy.needed,
      manifest: plan.view.manifest ?? null,
      manifestHash: manifestHashOf(plan),
      mails: await mailToHolders(
        ctx.console,
        { permission: "run.approve", butFor: ctx.actor.id },
        {
          about: "approval-requested",
          facts: {
            procedure: plan.procedure,
            pool: pool.fqdn,
            person: ctx.actor.name,
            loss: loss?.most == null ? "not known" : `${loss.fewest ?? 0} to ${loss.most}`,
            plan: plan.hash.slice(0, 12),
            until: expiresAt,
          },
          path: `/plans/${plan.id}`,
          endsAt: expiresAt,
        },
      ),
    },
  });
}
