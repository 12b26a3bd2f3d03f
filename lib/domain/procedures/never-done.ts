import { procedures, stepsOf } from "./all.ts";
import type { ProcedureId } from "./procedure-id.ts";

/** A procedure's steps of which it is not known whether they work here: no run has ever done them. */
export type NeverDone = { readonly procedure: ProcedureId; readonly steps: readonly string[]; readonly of: number };

/** By procedure, what is not among the steps done; procedures whose every step was done are left out. Pure. */
export function neverDone(done: readonly string[]): readonly NeverDone[] {
  return (Object.keys(procedures) as ProcedureId[]).flatMap((procedure) => {
    const all = [...new Set(stepsOf(procedure, "documented").map((step) => step.id))];
    const steps = all.filter((id) => !done.includes(id));
    return steps.length === 0 ? [] : [{ procedure, steps, of: all.length }];
  });
}
