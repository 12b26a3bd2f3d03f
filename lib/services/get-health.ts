import type { HealthView } from "#lib/domain/views/health-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Every named check as it stands now; before the first reading all are unknown. Safe to call twice. @throws AppError "not-allowed" */
export async function getHealth(ctx: ServiceContext): Promise<HealthView> {
  requirePermission(ctx.actor, "overview.read");
  return ctx.console.health();
}
