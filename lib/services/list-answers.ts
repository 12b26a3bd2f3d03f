import { type Answer, readAnswers } from "#lib/domain/uncaptured/answers.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** What people said for what nobody captured, newest first, replaced ones too. Safe to call twice. */
export async function listAnswers(ctx: ServiceContext): Promise<readonly Answer[]> {
  requirePermission(ctx.actor, "run.read");
  return readAnswers(ctx.console.store, ctx.console.pool.fqdn);
}
