import type { SqlCommand } from "#lib/domain/commands/command.ts";
import { verifyBackup } from "#lib/domain/commands/full-backup.ts";
import { hasBackupFile } from "#lib/domain/commands/observations.ts";
import { AppError } from "#lib/domain/errors.ts";
import { compareLsn } from "#lib/domain/log-chain/plan-chain.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { Act, LiveContext } from "#lib/domain/steps/step.ts";

/** A backup set as the instance that will restore it read it; LSNs as text. */
export type PinnedSet = {
  readonly file: string;
  readonly position: number;
  readonly backupSetGuid: string;
  readonly firstLsn: string;
  readonly lastLsn: string;
  readonly recoveryForkId: string;
};

/** A backup of this run: done when msdb of the writer knows exactly this file, which no other run ever writes. */
export function backupAct(command: SqlCommand, id: string): Act {
  const file = String(command.parameters.file);
  return sqlAct(command, {
    id,
    repeatable: true,
    observe: async (ctx) => {
      const there = await hasBackupFile(ctx.ports.sql, command.target, file);
      return observed(there ? "done" : "not-started", { file });
    },
  });
}

/** Reads the header on `reader`, and pins set, position and LSNs. A file with anything but this run's one set is refused. */
export function pinHeader(
  id: string,
  at: { readonly reader: string; readonly file: string; readonly type: "full" | "log" },
): Act {
  return evidenceAct(id, at.reader, async (ctx): Promise<PinnedSet> => {
    const headers = await ctx.ports.sql.readHeaders(at.reader, at.file);
    const [header] = headers;
    const wanted = at.type === "full" ? 1 : 2;
    if (headers.length !== 1 || !header)
      throw new AppError("refused", `${at.file} holds ${headers.length} backup sets, not the one that this run wrote`);
    if (header.databaseName.toLowerCase() !== "mgc" || header.backupType !== wanted || header.isDamaged)
      throw new AppError(
        "refused",
        `${at.reader} reads ${at.file} as ${header.databaseName}, type ${header.backupType}${header.isDamaged ? ", damaged" : ""}, not as a ${at.type} backup of mgc`,
      );
    const { position, backupSetGuid, firstLsn, lastLsn, recoveryForkId } = header;
    return { file: at.file, position, backupSetGuid, firstLsn, lastLsn, recoveryForkId };
  });
}

/** The set that an act of this run pinned, or null before. */
export function pinnedSet(run: RunState, actId: string): PinnedSet | null {
  return (resultOf(run, actId) as PinnedSet | undefined) ?? null;
}

/** The restoring instance reads the whole set; nothing but the instance's own answer can say that it was done before. */
export function verifyAct(id: string, reader: string, set: PinnedSet): Act {
  return sqlAct(verifyBackup(reader, set), {
    id,
    repeatable: true,
    observe: async (ctx: LiveContext) =>
      observed(resultOf(ctx.run, id) === undefined ? "not-started" : "done", { file: set.file, readBy: reader }),
  });
}

/** Whether `lsn` reaches `other`; both decimal text. */
export const reaches = (lsn: string, other: string) => compareLsn(lsn, other) >= 0;
