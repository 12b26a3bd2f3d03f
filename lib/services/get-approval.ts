import type { Approval } from "#lib/domain/approval/approval.ts";
import { readApprovals } from "#lib/domain/approval/run-approval.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { ApprovalPolicy } from "#lib/domain/topology/approvals.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Where the approval of a plan stands; null where its procedure needs none. Safe to call twice. */
export async function getApproval(
  ctx: ServiceContext,
  plan: { readonly id: string; readonly procedure: ProcedureId },
): Promise<{ readonly policy: ApprovalPolicy; readonly approval: Approval | null } | null> {
  requirePermission(ctx.actor, "run.read");
  const { store, pool, ports } = ctx.console;
  const policy = pool.approvals?.[plan.procedure];
  if (!policy) return null;
  const approvals = await readApprovals(store, { fqdn: pool.fqdn, now: ports.clock.now() });
  return { policy, approval: approvals.find((a) => a.planId === plan.id) ?? null };
}
