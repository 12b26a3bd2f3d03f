import type { Role } from "#lib/domain/actor.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

export type CreatePersonInput = { readonly name: string; readonly email: string; readonly role: Role };

/** Makes a person who cannot sign in yet: a link lets him set his password. @throws AppError "not-allowed", "conflict" */
export async function createPerson(ctx: ServiceContext, input: CreatePersonInput): Promise<{ readonly id: string }> {
  requirePermission(ctx.actor, "people.write");
  const { id } = await ctx.console.people.create(input, { person: ctx.actor.name, personId: ctx.actor.id });
  return { id };
}
