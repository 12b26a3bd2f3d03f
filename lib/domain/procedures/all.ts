import type { Order, Procedure, ProcedureId, Step } from "#lib/domain/steps/step.ts";
import { failover } from "./failover.ts";
import { mirrorFailover } from "./mirror-failover.ts";

export const procedures: Readonly<Record<ProcedureId, Procedure>> = { failover, "mirror-failover": mirrorFailover };

/** The steps of a procedure in the order chosen, lanes one after the other. */
export function stepsOf(procedure: ProcedureId, order: Order): readonly Step[] {
  return procedures[procedure].stages(order).flat();
}
