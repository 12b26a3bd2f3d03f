import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Ends one session of a person, or all with `sessionId` null; his open pages fall silent within seconds. Safe to call twice. */
export async function revokeSessions(
  ctx: ServiceContext,
  input: { readonly id: string; readonly sessionId: string | null },
): Promise<void> {
  requirePermission(ctx.actor, "people.write");
  await ctx.console.people.revoke(input.id, input.sessionId, { person: ctx.actor.name, personId: ctx.actor.id });
}
