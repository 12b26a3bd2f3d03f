import type { PersonSession } from "#lib/domain/people/people-port.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** The sessions of whoever asks, newest use first, and whether a second factor is asked of him. Safe to call twice. */
export async function ownAccount(
  ctx: ServiceContext,
): Promise<{ readonly sessions: readonly PersonSession[]; readonly hasSecondFactor: boolean }> {
  requirePermission(ctx.actor, "self.manage");
  const { people } = ctx.console;
  const [person, sessions] = await Promise.all([people.person(ctx.actor.id), people.sessions(ctx.actor.id)]);
  return { sessions, hasSecondFactor: person?.hasSecondFactor ?? false };
}

/** Ends one of one's own sessions. Another person's is left alone. Safe to call twice. */
export async function endOwnSession(ctx: ServiceContext, input: { readonly sessionId: string }): Promise<void> {
  requirePermission(ctx.actor, "self.manage");
  const by = { person: ctx.actor.name, personId: ctx.actor.id };
  await ctx.console.people.revoke(ctx.actor.id, input.sessionId, by);
}
