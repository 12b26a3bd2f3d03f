import type { Approval } from "#lib/domain/approval/approval.ts";
import { readApprovals } from "#lib/domain/approval/run-approval.ts";
import { type Delivery, foldDeliveries, mailKinds } from "#lib/domain/mail/mail.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { ApprovalPolicy } from "#lib/domain/topology/approvals.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** `mails`: what became of those of the newest request; null = this console sends none. */
export type ApprovalStanding = {
  readonly policy: ApprovalPolicy;
  readonly approval: Approval | null;
  readonly mails: readonly Delivery[] | null;
};

/** Where the approval of a plan stands; null where its procedure needs none. Safe to call twice. */
export async function getApproval(
  ctx: ServiceContext,
  plan: { readonly id: string; readonly procedure: ProcedureId },
): Promise<ApprovalStanding | null> {
  requirePermission(ctx.actor, "run.read");
  const { store, pool, ports } = ctx.console;
  const policy = pool.approvals?.[plan.procedure];
  if (!policy) return null;
  const now = ports.clock.now();
  const approvals = await readApprovals(store, { fqdn: pool.fqdn, now });
  const approval = approvals.find((a) => a.planId === plan.id) ?? null;
  if (pool.mail === undefined) return { policy, approval, mails: null };
  const all = foldDeliveries(await store.entries(poolStream(pool.fqdn), mailKinds, 400), now);
  const mails = all.filter((one) => one.path === `/plans/${plan.id}` && one.askedAt === approval?.requestedAt);
  return { policy, approval, mails };
}
