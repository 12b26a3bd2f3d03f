import type { AuditView } from "#lib/domain/audit/audit-standing.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Whether the audit is written now, and what the newest verification of it found. Asks no server. Safe to call twice. */
export function getAuditState(ctx: ServiceContext): AuditView {
  requirePermission(ctx.actor, "history.read");
  return ctx.console.audit();
}
