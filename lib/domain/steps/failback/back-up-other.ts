import { setReadOnly, setReadWrite } from "#lib/domain/commands/database-options.ts";
import { readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import { readWatermark } from "#lib/domain/commands/observations.ts";
import { evidenceAct, known } from "#lib/domain/steps/act.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { plannedBackup } from "#lib/domain/steps/signed-backup.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { readOnlyAct, readWriteAct } from "./fence-acts.ts";
import { copyActs, copyForHome, plannedVerify } from "./full-copy.ts";
import { failbackOf, onlyToUndo } from "./pins.ts";
import { homeNotWritable } from "./prepare-home.ts";
import { spaceAtHome } from "./space-check.ts";

type Pins = Omit<PinnedPlan, "steps">;

const copy = (plan: Pins) => copyForHome(plan, "step 3");

/** Printed step 3, after our fence: read-only first, then fingerprint, then the backup, read back by the instance that will restore it. */
export const backUpOther: Step = {
  id: "back-up-other",
  number: "3",
  way: "can-be-undone",
  precheck: [],
  proof: [spaceAtHome],
  planned: (plan) => [
    known(setReadOnly(failbackOf(plan).source, "mgc")),
    plannedBackup(copy(plan).backup),
    { command: setReadWrite(failbackOf(plan).source, "mgc"), rules: onlyToUndo },
    plannedVerify(copy(plan)),
  ],
  acts: ({ plan, run }) => {
    const { source } = failbackOf(plan);
    return {
      acts: [
        {
          ...readOnlyAct("other-read-only", source),
          // Back only while no copy at home takes writes: rule 1 holds for the way back too.
          undo: readWriteAct("undo:other-read-only", source, homeNotWritable),
        },
        evidenceAct("fingerprint-other", source, (ctx) => readFingerprint(ctx.ports.sql, source)),
        evidenceAct("sample-other", source, (ctx) => readWatermark(ctx.ports.sql, source)),
        ...copyActs(copy(plan), run),
      ],
    };
  },
};
