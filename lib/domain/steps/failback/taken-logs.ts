import { readTakenLogs, type TakenLog } from "#lib/domain/commands/log-backups-taken.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { restoreLog } from "#lib/domain/commands/restore.ts";
import { AppError } from "#lib/domain/errors.ts";
import { compareLsn } from "#lib/domain/log-chain/plan-chain.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct, observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { Act } from "#lib/domain/steps/step.ts";

type From = {
  /** The evidence act's id; acts of `applyTaken` read its result. */
  readonly id: string;
  /** Whose msdb knows the log backups, and from which LSN on they matter. */
  readonly writer: string;
  readonly afterLsn: string;
  /** Where the plan expects them: a folder, or one file. */
  readonly places: readonly string[];
};

/** Lists every log backup that the chain has had since, by msdb of the writer. One outside the plan's places is refused: rule 7. */
export function listTaken(from: From): Act {
  return evidenceAct(from.id, from.writer, async (ctx): Promise<readonly TakenLog[]> => {
    const taken = await readTakenLogs(ctx.ports.sql, from.writer, from.afterLsn);
    const isPlanned = (file: string) => from.places.some((p) => file.toLowerCase().startsWith(p.toLowerCase()));
    const strange = taken.filter((t) => !isPlanned(t.file));
    if (strange.length > 0)
      throw new AppError(
        "refused",
        `somebody backed up the log of mgc on ${from.writer} to ${strange.map((t) => t.file).join(", ")}: the chain needs it, and the plan does not know that place. Make a new plan.`,
      );
    return taken;
  });
}

/** Applies what was listed, in the chain's order; what is beyond the redo point already counts as done. */
export function applyTaken(run: RunState, listId: string, target: string): readonly Act[] {
  const taken = (resultOf(run, listId) as readonly TakenLog[] | undefined) ?? [];
  return taken.map((log) =>
    sqlAct(restoreLog(target, { database: "mgc", file: log.file, position: log.position }), {
      id: `apply-log:${target}:${log.backupSetGuid}`,
      repeatable: true,
      observe: async (ctx) => {
        const db = await readDatabase(ctx.ports.sql, target, "mgc");
        const facts = { instance: target, state: db.state, redo: db.redoLsn, lastLsn: log.lastLsn };
        if (db.state !== "RESTORING" || db.redoLsn === null) return observed("unknown", facts);
        return observed(compareLsn(db.redoLsn, log.lastLsn) >= 0 ? "done" : "not-started", facts);
      },
    }),
  );
}

/** What an applied log's command holds that only the run knows. */
export const takenRules = {
  file: "each log backup that msdb of the writer names since, in the order of the chain",
  position: "its backup set's position in the file",
};
