import type { Procedure } from "#lab/sql-server/contract.ts";
import { findJobOrThrow } from "#lab/world/agent-jobs.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import type { Row } from "#lab/world/state.ts";
import { argumentsOf, type Given, textOrNull } from "./arguments.ts";

type Make = (instance: InstanceWorld) => Procedure;

/** The job that @job_name or @job_id names. Throws 14262. */
export function jobOf(instance: InstanceWorld, given: Given): Row {
  return findJobOrThrow(instance, { name: textOrNull(given.job_name), id: textOrNull(given.job_id) });
}

/** A procedure without rows. */
export function quiet(
  procedure: string,
  order: string,
  act: (instance: InstanceWorld, given: Given, out: (name: string, value: string | number) => void) => void,
): Make {
  return (instance) =>
    // biome-ignore lint/correctness/useYield: no rows by nature
    async function* (call) {
      act(instance, argumentsOf(call, { procedure, order }), call.setOutput);
      return 0;
    };
}
