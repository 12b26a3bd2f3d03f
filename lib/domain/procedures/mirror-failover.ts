import { failOverMirror } from "#lib/domain/steps/fail-over-mirror.ts";
import type { Procedure } from "#lib/domain/steps/step.ts";

/** Mirror failover at home: one act, one proof. */
export const mirrorFailover: Procedure = { id: "mirror-failover", stages: () => [[failOverMirror]] };
