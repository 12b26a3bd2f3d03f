import { AppError } from "#lib/domain/errors.ts";
import { alertKinds, foldAlerts } from "#lib/domain/health/alerts.ts";
import { poolStream } from "#lib/domain/stranded/settlement.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permissions.ts";

export type AcknowledgeAlertInput = {
  readonly alertId: string /** What is being done about it. */;
  readonly comment: string;
};

/**
 * Records that a person has seen an open alert and what is done about it. It stays open until its check is good again; one that gets
 * worse is raised anew. A second call records a second comment.
 * @throws AppError "bad-input" without a comment, "not-found" when there is no such alert, "conflict" when it has cleared itself meanwhile,
 * "not-allowed" also for whoever caused it
 */
export async function acknowledgeAlert(
  ctx: ServiceContext,
  input: AcknowledgeAlertInput,
): Promise<{ readonly alertId: string }> {
  requirePermission(ctx.actor, "alert.acknowledge");
  const { store, pool } = ctx.console;
  const comment = String(input.comment ?? "").trim();
  if (comment === "") throw new AppError("bad-input", "an acknowledgement needs a comment: what is being done");
  const stream = poolStream(pool.fqdn);
  const alerts = foldAlerts(await store.entries(stream, alertKinds, 500));
  const alert = alerts.find(({ alertId }) => alertId === input.alertId);
  if (alert === undefined) throw new AppError("not-found", `there is no alert ${input.alertId}`);
  if (alert.clearedAt !== null)
    throw new AppError("conflict", `the alert of ${alert.check} has cleared itself meanwhile`);
  if (alert.causedById === ctx.actor.id)
    throw new AppError("not-allowed", `${ctx.actor.name} caused this alert; another person must acknowledge it`);
  const data = { alertId: alert.alertId, comment };
  await store.recordEntry({ stream, kind: "alert-acknowledged", person: ctx.actor.name, data });
  return { alertId: alert.alertId };
}
