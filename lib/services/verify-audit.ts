import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Has every chain and seal verified now, in the background; the verdict is recorded under the asker's name. Safe to call twice. */
export function verifyAudit(ctx: ServiceContext): void {
  requirePermission(ctx.actor, "history.read");
  ctx.console.verifyAudit(ctx.actor.name);
}
