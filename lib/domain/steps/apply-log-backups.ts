import { restoreLog } from "#lib/domain/commands/restore.ts";
import { isSettled } from "#lib/domain/run/run-state.ts";
import { leftOutShare, questionAbout, surveyOf } from "./copy-log-backups.ts";
import { applyLogBackup } from "./log-backup-acts.ts";
import { rolesUnchanged } from "./shared-checks.ts";
import type { Step } from "./step.ts";
import { chainOf, copyId } from "./survey.ts";

/** Step 3, a lane beside step 2: apply n may start after copy n and apply n-1. */
export const applyLogBackups: Step = {
  id: "apply-log-backups",
  number: "3",
  way: "needs-no-undo",
  precheck: [rolesUnchanged],
  proof: [],
  planned: (plan, pool) => [
    {
      command: restoreLog(plan.target, {
        database: "mgc",
        file: `${pool.folders.copyFolder.asServer}\\<file>`,
        position: 1,
      }),
      rules: {
        file: "each log backup whose FirstLSN ≤ redo_start_lsn < LastLSN on the same recovery fork, in that order",
        position: "the backup set's position in the file, as its header says",
      },
    },
  ],
  acts: (ctx) => {
    const survey = surveyOf(ctx.run);
    if (!survey.done || questionAbout(ctx, survey.id, survey.done)) return { acts: [], wait: true };
    const found = chainOf(ctx.run, survey.id, leftOutShare(ctx.run));
    const next = found?.chain.apply.find((s) => !isSettled(ctx.run, `apply-log-backup:${s.header.backupSetGuid}`));
    if (!next) return { acts: [] };
    if (next.folder === "backupShare" && !isSettled(ctx.run, copyId(next))) return { acts: [], wait: true };
    return { acts: [applyLogBackup(ctx.pool, ctx.plan, next)] };
  },
};
