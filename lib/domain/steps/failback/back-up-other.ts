import { setReadOnly, setReadWrite } from "#lib/domain/commands/database-options.ts";
import {
  readFileList,
  readFilePlaces,
  readFingerprint,
  readFreeSpace,
} from "#lib/domain/commands/failback-observations.ts";
import { backUpFull, verifyBackup } from "#lib/domain/commands/full-backup.ts";
import { readWatermark } from "#lib/domain/commands/observations.ts";
import { resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, known } from "#lib/domain/steps/act.ts";
import { check, finding } from "#lib/domain/steps/finding.ts";
import type { PinnedPlan, Step } from "#lib/domain/steps/step.ts";
import { backupAct, pinHeader, pinnedSet, verifyAct } from "./backup-acts.ts";
import { readOnlyAct, readWriteAct } from "./fence-acts.ts";
import { filesAsPlanned } from "./file-plan.ts";
import { failbackOf, onlyToUndo } from "./pins.ts";
import { homeNotWritable } from "./prepare-home.ts";

type Pins = Omit<PinnedPlan, "steps">;

const fullBackup = (plan: Pins) =>
  backUpFull(failbackOf(plan).source, {
    database: "mgc",
    file: failbackOf(plan).files.full,
    name: "mgc failback",
    description: `Persistent Chat failback, plan ${plan.id}: step 3`,
  });

/** Free space where home's files will lie. What has no drive letter here (mount points, shares) is not known. */
const spaceAtHome = check(
  "space-at-home",
  async (ctx) => {
    const listed = resultOf(ctx.run, "files-as-planned") as ReturnType<typeof filesAsPlanned> | undefined;
    const free = await readFreeSpace(ctx.ports.sql, ctx.plan.target);
    const now = new Map(
      (await readFilePlaces(ctx.ports.sql, ctx.plan.target, "mgc")).map((f) => [f.path, f.sizeBytes]),
    );
    const needed = new Map<string, bigint>();
    for (const move of failbackOf(ctx.plan).moves.home) {
      const drive = move.path.slice(0, 1).toUpperCase();
      const size = listed?.files.find((f) => f.logicalName === move.logical)?.sizeBytes ?? "0";
      const more = BigInt(size) - BigInt(now.get(move.path) ?? "0");
      needed.set(drive, (needed.get(drive) ?? 0n) + (more > 0n ? more : 0n));
    }
    const short = [...needed].filter(([drive, bytes]) => (free.get(drive) ?? 0n) < bytes);
    const unseen = [...needed.keys()].some((drive) => !free.has(drive));
    const facts = Object.fromEntries(
      [...needed].map(([drive, bytes]) => [
        `drive ${drive}`,
        `needs ${bytes} bytes, free ${free.get(drive) ?? "not known"}`,
      ]),
    );
    return finding(ctx, "space-at-home", unseen ? "unknown" : short.length > 0 ? "fail" : "pass", facts);
  },
  { mayGoOn: true },
);

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
