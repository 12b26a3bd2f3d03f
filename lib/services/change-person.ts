import type { Role } from "#lib/domain/actor.ts";
import { releaseRuns } from "#lib/domain/people/release-runs.ts";
import type { ServiceContext } from "./context.ts";
import { hasPermission, requirePermission } from "./permissions.ts";

export type ChangePersonInput = { readonly id: string; readonly role?: Role | null; readonly disabled?: boolean };

/**
 * Gives a person another role in this pool, or none (null), or takes sign-in away or back. It counts at once. When his right to control runs ends, his open
 * run goes on to its next safe stop and waits there for a new owner.
 * @throws AppError "not-allowed", "not-found", "refused" for the last administrator, and for the sign-in of somebody who has a role in another's pool
 */
export async function changePerson(ctx: ServiceContext, input: ChangePersonInput): Promise<void> {
  requirePermission(ctx.actor, "people.write");
  const { people, store, pool } = ctx.console;
  const to = {
    ...(input.role === undefined ? {} : { role: input.role }),
    ...(input.disabled === undefined ? {} : { disabled: input.disabled }),
  };
  const { after } = await people.change(input.id, to, { person: ctx.actor.name, personId: ctx.actor.id });
  if (!after.disabled && hasPermission(after, "run.control")) return;
  const why = `${after.name} may not control runs any more; the run waits for a new owner`;
  await releaseRuns(store, { poolFqdn: pool.fqdn, person: after, why });
}
