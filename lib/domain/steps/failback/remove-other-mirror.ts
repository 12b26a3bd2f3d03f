import { removeMirroring } from "#lib/domain/commands/mirroring.ts";
import { known } from "#lib/domain/steps/act.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { mirroringOff } from "./fence-acts.ts";
import { failbackOf } from "./pins.ts";

/** Printed step 2: without it the copy can neither be made read-only nor have its tail backed up (1468). */
export const removeOtherMirror: Step = {
  id: "remove-other-mirror",
  number: "2",
  way: "can-be-undone",
  precheck: [],
  proof: [],
  planned: (plan) => {
    const { mirrored, source } = failbackOf(plan);
    return mirrored.map((database) => known(removeMirroring(source, database)));
  },
  acts: ({ plan }) => {
    const { mirrored, source } = failbackOf(plan);
    return { acts: mirrored.map((database) => mirroringOff(`mirroring-off:${database}`, source, database)) };
  },
};
