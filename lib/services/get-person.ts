import type { Person, PersonSession } from "#lib/domain/people/people-port.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** One person and his sessions, newest use first; null when there is no such person. Safe to call twice. */
export async function getPerson(
  ctx: ServiceContext,
  input: { readonly id: string },
): Promise<{ readonly person: Person; readonly sessions: readonly PersonSession[] } | null> {
  requirePermission(ctx.actor, "people.read");
  const person = await ctx.console.people.person(input.id);
  return person === null ? null : { person, sessions: await ctx.console.people.sessions(person.id) };
}
