import { fenceReturnedHome as step } from "#lib/domain/steps/fence-returned-home.ts";
import type { Procedure } from "#lib/domain/steps/step.ts";

/** Home has come back after a failover: it is kept from taking messages until a failback. */
export const fenceReturnedHome: Procedure = { id: "fence-returned-home", stages: () => [[step]] };
