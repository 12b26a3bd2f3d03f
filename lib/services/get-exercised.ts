import { procedures, stepsOf } from "#lib/domain/procedures/all.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import { exercisedOf, readExercised } from "#lib/domain/run/exercised.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

/** Of every procedure how many of its steps were ever carried out, and when the one that waits longest was. Safe to call twice. */
export async function getExercised(
  ctx: ServiceContext,
): Promise<Readonly<Record<string, ReturnType<typeof exercisedOf>>>> {
  requirePermission(ctx.actor, "history.read");
  const ledger = await readExercised(ctx.console.store, ctx.console.pool.fqdn);
  const ids = Object.keys(procedures) as readonly ProcedureId[];
  return Object.fromEntries(
    ids.map((id) => [
      id,
      exercisedOf(
        stepsOf(id, "users-first").map((step) => step.id),
        ledger,
      ),
    ]),
  );
}
