import type { PlannedCommand, SqlCommand } from "#lib/domain/commands/command.ts";
import { readFileList } from "#lib/domain/commands/failback-observations.ts";
import { backUpFull, verifyBackup } from "#lib/domain/commands/full-backup.ts";
import { type Move, restoreFull } from "#lib/domain/commands/restore-full.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "#lib/domain/steps/act.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { backupDescription, signedBackup } from "#lib/domain/steps/signed-backup.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { backupAct, pinHeader, pinnedSet, verifyAct } from "./backup-acts.ts";
import { filesAsPlanned } from "./file-plan.ts";
import { failbackOf } from "./pins.ts";
import { restoreRules } from "./restore-act.ts";

type Pins = Omit<PinnedPlan, "steps">;

/** One full copy of mgc, read back by the instance that will restore it: home's out of step 3, and the other site's out of step 5. */
export type FullCopy = {
  readonly backup: SqlCommand;
  readonly reader: string;
  readonly file: string;
  readonly moves: readonly Move[];
  readonly ids: { readonly backUp: string; readonly pin: string; readonly verify: string; readonly files: string };
};

/** What home is made from, by either way. `part` says in the backup's description which step wrote it. */
export function copyForHome(plan: Pins, part: string): FullCopy {
  const { source, files, moves } = failbackOf(plan);
  return {
    backup: backUpFull(source, {
      database: "mgc",
      file: files.full,
      name: "mgc failback",
      description: backupDescription({ planId: plan.id, part: `failback, ${part}` }),
    }),
    reader: plan.target,
    file: files.full,
    moves: moves.home,
    ids: { backUp: "back-up-other", pin: "pin-full", verify: "verify-full", files: "files-as-planned" },
  };
}

/** What the other site's copy is made from once home serves. */
export function copyForOther(plan: Pins): FullCopy {
  const { source, files, moves } = failbackOf(plan);
  return {
    backup: backUpFull(plan.target, {
      database: "mgc",
      file: files.reseed,
      name: "mgc re-seed",
      description: backupDescription({ planId: plan.id, part: "failback, step 5" }),
    }),
    reader: source,
    file: files.reseed,
    moves: moves.other,
    ids: { backUp: "back-up-home", pin: "pin-reseed", verify: "verify-reseed", files: "other-files-as-planned" },
  };
}

/** The copy's acts: backup, header, and once the set is known the reader's own look at all of it. */
export function copyActs(copy: FullCopy, run: RunState): readonly Act[] {
  const { reader, file, moves, ids } = copy;
  const set = pinnedSet(run, ids.pin);
  return [
    backupAct(signedBackup(copy.backup, run), ids.backUp),
    pinHeader(ids.pin, { reader, file, type: "full" }),
    ...(set
      ? [
          verifyAct(ids.verify, reader, set),
          evidenceAct(ids.files, reader, async (ctx) =>
            filesAsPlanned(await readFileList(ctx.ports.sql, reader, set), moves),
          ),
        ]
      : []),
  ];
}

/** How the plan shows the reader's look at the whole set. */
export const plannedVerify = ({ reader, file }: FullCopy): PlannedCommand => ({
  command: verifyBackup(reader, { file, position: 1 }),
  rules: restoreRules,
});

/** How the plan shows the copy's restore. */
export const plannedRestore = ({ reader, file, moves }: FullCopy, end: "RECOVERY" | "NORECOVERY"): PlannedCommand => ({
  command: restoreFull(reader, { database: "mgc", file, position: 1, moves, end }),
  rules: restoreRules,
});
