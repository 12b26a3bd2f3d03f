import { countComplianceBacklog } from "#lib/domain/commands/failback-observations.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { LiveContext } from "#lib/domain/steps/step.ts";
import type { CompliancePin } from "./pins.ts";

/**
 * Whether mgccomp can be mirrored: it is mirrored still, or online where the topology has it, and what the set-up drops on the mirror
 * holds no event that nobody wrote out (dba-notes 18). Only reads. @throws AppError "refused" with what to do
 */
export async function complianceReady(ctx: LiveContext, pin: CompliancePin): Promise<unknown> {
  const { sql } = ctx.ports;
  const own = await readDatabase(sql, pin.instance, "mgccomp");
  if (own.role !== null) return { instance: pin.instance, found: "mirrored" };
  if (own.state === null)
    throw new AppError(
      "refused",
      `there is no mgccomp on ${pin.instance}. Install it there with Topology Builder (Install Database) as for a new server, then try again; its content is not carried over.`,
    );
  if (!own.writable)
    throw new AppError(
      "refused",
      `mgccomp on ${pin.instance} is ${own.state}${own.readOnly ? ", read-only" : ""}: only a copy that takes writes can be mirrored. Bring it online there (a copy left RESTORING by an ended mirroring: RESTORE DATABASE mgccomp WITH RECOVERY), then try again.`,
    );
  if (pin.mirror === null || !pin.dropExisting) return { instance: pin.instance, found: own.state };
  const copy = await readDatabase(sql, pin.mirror, "mgccomp");
  const waiting = copy.state === "ONLINE" && copy.role === null ? await countComplianceBacklog(sql, pin.mirror) : 0;
  if (waiting > 0)
    throw new AppError(
      "refused",
      `mgccomp on ${pin.mirror} is dropped by this, and holds ${waiting} compliance events that no adapter has written out. Save them first (back that copy up, or run the adapter against it), then try again.`,
    );
  return { instance: pin.instance, found: own.state, dropped: `${pin.mirror}: ${copy.state ?? "absent"}` };
}
