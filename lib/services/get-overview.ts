import { AppError } from "#lib/domain/errors.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** The overview as the sweep knows it now. Safe to call twice. @throws AppError "not-allowed", "unreachable" before the first reading */
export async function getOverview(ctx: ServiceContext): Promise<OverviewView> {
  requirePermission(ctx.actor, "overview.read");
  const view = ctx.console.overview();
  if (!view) throw new AppError("unreachable", "the console has not read anything yet; it started a moment ago");
  return view;
}
