import { setReadOnly, setReadWrite } from "#lib/domain/commands/database-options.ts";
import { readFileList, readFingerprint } from "#lib/domain/commands/failback-observations.ts";
import { backUpFull, verifyBackup } from "#lib/domain/commands/full-backup.ts";
import { readWatermark } from "#lib/domain/commands/observations.ts";
import { evidenceAct, known } from "#lib/domain/steps/act.ts";
import type { PinnedPlan, Step } from "#lib/domain/steps/step.ts";
import { backupAct, pinHeader, pinnedSet, verifyAct } from "./backup-acts.ts";
import { readOnlyAct, readWriteAct } from "./fence-acts.ts";
import { filesAsPlanned } from "./file-plan.ts";
import { failbackOf, onlyToUndo } from "./pins.ts";
import { homeNotWritable } from "./prepare-home.ts";
import { spaceAtHome } from "./space-check.ts";

type Pins = Omit<PinnedPlan, "steps">;

const fullBackup = (plan: Pins) =>
  backUpFull(failbackOf(plan).source, {
    database: "mgc",
    file: failbackOf(plan).files.full,
    name: "mgc failback",
    description: `Persistent Chat failback, plan ${plan.id}: step 3`,
  });

/** Printed step 3, after our fence: read-only first, then fingerprint, then the backup, read back by the instance that will restore it. */
export const backUpOther: Step = {
  id: "back-up-other",
  number: "3",
  way: "can-be-undone",
  precheck: [],
  proof: [spaceAtHome],
  planned: (plan) => [
    known(setReadOnly(failbackOf(plan).source, "mgc")),
    known(fullBackup(plan)),
    { command: setReadWrite(failbackOf(plan).source, "mgc"), rules: onlyToUndo },
    {
      command: verifyBackup(plan.target, { file: failbackOf(plan).files.full, position: 1 }),
      rules: { position: "the one backup set in the file, as its header says" },
    },
  ],
  acts: ({ plan, run }) => {
    const { source, files, moves } = failbackOf(plan);
    const set = pinnedSet(run, "pin-full");
    return {
      acts: [
        {
          ...readOnlyAct("other-read-only", source),
          // Back only while no copy at home takes writes: rule 1 holds for the way back too.
          undo: readWriteAct("undo:other-read-only", source, homeNotWritable),
        },
        evidenceAct("fingerprint-other", source, (ctx) => readFingerprint(ctx.ports.sql, source)),
        evidenceAct("sample-other", source, (ctx) => readWatermark(ctx.ports.sql, source)),
        backupAct(fullBackup(plan), "back-up-other"),
        pinHeader("pin-full", { reader: plan.target, file: files.full, type: "full" }),
        ...(set
          ? [
              verifyAct("verify-full", plan.target, set),
              evidenceAct("files-as-planned", plan.target, async (ctx) =>
                filesAsPlanned(await readFileList(ctx.ports.sql, plan.target, set), moves.home),
              ),
            ]
          : []),
      ],
    };
  },
};
