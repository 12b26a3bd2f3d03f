import type { Person } from "#lib/domain/people/people-port.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Everybody who may sign in or once could, by name. Safe to call twice. */
export async function listPeople(ctx: ServiceContext): Promise<readonly Person[]> {
  requirePermission(ctx.actor, "people.read");
  return ctx.console.people.list();
}
