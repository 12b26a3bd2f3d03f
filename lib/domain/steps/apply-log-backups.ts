import { restoreLog } from "#lib/domain/commands/restore.ts";
import { evidenceAct } from "./act.ts";
import { copyAgainPlanned, leftOutShare, questionAbout, surveyOf } from "./copy-log-backups.ts";
import { applyLogBackup, copyActOf, isCopied } from "./log-backup-acts.ts";
import { rolesUnchanged } from "./shared-checks.ts";
import type { Step } from "./step.ts";
import { chainOf, nextToApply, surveyLogBackups } from "./survey.ts";

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
    copyAgainPlanned,
  ],
  acts: (ctx) => {
    // Once the copy lane is through, this one lists, asks and copies what a person sends it back for.
    const alone = ctx.run.steps.get("copy-log-backups")?.status === "done";
    const survey = surveyOf(ctx.run);
    if (!survey.done)
      return alone ? { acts: [evidenceAct(survey.id, ctx.plan.target, surveyLogBackups)] } : { acts: [], wait: true };
    const question = questionAbout(ctx, survey.id, survey.done);
    if (question) return alone ? { acts: [], question } : { acts: [], wait: true };
    const found = chainOf(ctx.run, survey.id, leftOutShare(ctx.run));
    const next = found ? nextToApply(ctx.run, found.chain) : undefined;
    if (!next) return { acts: [] };
    const copy = copyActOf(ctx, next);
    if (copy && !isCopied(ctx.run, next)) {
      const isOurs = alone || next.folder === "copyFolder";
      return isOurs ? { acts: [copy] } : { acts: [], wait: true };
    }
    return { acts: [applyLogBackup(ctx.pool, ctx.plan, next)] };
  },
};
