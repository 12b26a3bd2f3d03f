import { readLastRestore } from "#lib/domain/commands/failback-observations.ts";
import { readDatabase } from "#lib/domain/commands/observations.ts";
import { type Move, restoreFull } from "#lib/domain/commands/restore-full.ts";
import { observed, sqlAct } from "#lib/domain/steps/act.ts";
import type { Act, Check } from "#lib/domain/steps/step.ts";
import type { PinnedSet } from "./backup-acts.ts";

type Restore = {
  readonly id: string;
  readonly target: string;
  readonly set: PinnedSet;
  readonly moves: readonly Move[];
  readonly end: "RECOVERY" | "NORECOVERY";
  readonly guard?: Check;
};

/**
 * Restores this run's pinned set and no other. Done when msdb names exactly that set as the last full one restored and the copy
 * is as it should be. A restore that broke off leaves a mix of files: the same set is simply restored again.
 */
export function restoreAct(at: Restore): Act {
  const command = restoreFull(at.target, {
    database: "mgc",
    file: at.set.file,
    position: at.set.position,
    moves: at.moves,
    end: at.end,
  });
  return sqlAct(command, {
    id: at.id,
    repeatable: true,
    ...(at.guard ? { guard: at.guard } : {}),
    observe: async (ctx) => {
      const db = await readDatabase(ctx.ports.sql, at.target, "mgc");
      const last = await readLastRestore(ctx.ports.sql, at.target, "mgc");
      const same = last?.backupSetGuid.toUpperCase() === at.set.backupSetGuid.toUpperCase();
      const ended = db.state === (at.end === "RECOVERY" ? "ONLINE" : "RESTORING");
      return observed(same && ended ? "done" : "not-started", {
        instance: at.target,
        state: db.state,
        lastRestored: last?.backupSetGuid ?? "none",
        wanted: at.set.backupSetGuid,
      });
    },
  });
}

/** What a restore's command holds that only the run knows. */
export const restoreRules = { position: "the one backup set in the file, as its header says" };
