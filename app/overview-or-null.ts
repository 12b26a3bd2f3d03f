import { isAppError } from "#lib/domain/errors.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getOverview } from "#lib/services/get-overview.ts";
import { say } from "#lib/web/said.ts";

/** The overview, or null in the first moments of the console, before anything was read. */
export async function overviewOrNull(ctx: ServiceContext): Promise<OverviewView | null> {
  try {
    return await say(await getOverview(ctx));
  } catch (e) {
    if (isAppError(e) && e.code === "unreachable") return null;
    throw e;
  }
}
