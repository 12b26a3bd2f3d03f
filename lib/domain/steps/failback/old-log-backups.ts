import type { FileCommand } from "#lib/domain/commands/command.ts";
import { observed } from "#lib/domain/steps/act.ts";
import type { Act } from "#lib/domain/steps/step.ts";

const folders = ["backupShare", "copyFolder"] as const;
const isLogBackup = (name: string) => /^mgc_\d{14}\.(trn|wrk)$/i.test(name);

/** One command per folder; renamed files end in the plan's id. */
export function setAsideCommands(planId: string): readonly FileCommand[] {
  return folders.map((folder) => ({
    kind: "file",
    target: folder,
    text: "set-aside",
    parameters: {
      from: folder,
      to: folder,
      file: "mgc_<time>.trn",
      sizeBytes: "any",
      aside: `.before-failback-${planId}`,
    },
    deadlineMs: 10 * 60_000,
  }));
}

/**
 * Log backups from before, of both forks, lie under the same names as those to come: the restore job would try them first and
 * stop at the first that does not fit (4305, 4330; dba-notes 6 and 10). They get another name and stay where they are.
 */
export function setOldLogBackupsAside(planId: string): readonly Act[] {
  return setAsideCommands(planId).map((command) => ({
    id: `set-aside:${command.target}`,
    target: command.target,
    command,
    repeatable: true,
    skip: "old-log-backups-stay",
    observe: async (ctx) => {
      const left = (await ctx.ports.files.list(command.target)).filter((f) => isLogBackup(f.name)).length;
      return observed(left === 0 ? "done" : "not-started", { folder: command.target, left });
    },
    perform: async (ctx) => ({
      result: await ctx.ports.files.setAside(command, ctx.act),
      sessionId: null,
      serverUtc: null,
    }),
  }));
}
