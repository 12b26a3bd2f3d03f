import type { BackupPayload, ReadSet } from "./backup-file.ts";
import { applyRecord, copyContent, emptyContent } from "./database.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { refuse } from "./refuse.ts";
import type { DatabaseState, LogRecord } from "./state.ts";
import type { World } from "./world.ts";

const hourMs = 3_600_000;

export function noDatabase(name: string) {
  return refuse(
    3118,
    `The database "${name}" does not exist. RESTORE can only create a database when restoring either a full backup or a file backup of the primary file.`,
  );
}

/** A differential fits one full backup only, and only while nothing newer has been restored. Throws 3118, 3117, 3136, 3120. */
export function checkDifferential(db: DatabaseState | null, set: ReadSet, wish: { readonly database: string }): void {
  if (!db) throw noDatabase(wish.database);
  if ((db.state !== "RESTORING" && db.standbyFile === null) || db.redoStart === null)
    throw refuse(3117, "The log or differential backup cannot be restored because no files are ready to rollforward.");
  if (set.meta.base?.setGuid !== db.lastFullGuid)
    throw refuse(
      3136,
      "This differential backup cannot be restored because the database has not been restored to the correct earlier state.",
    );
  if (set.meta.last > db.redoStart) return;
  throw refuse(
    3120,
    "This backup set will not be restored because all data has already been restored to a point beyond the time covered by this backup set.",
  );
}

/** Throws 4335 when what has been restored already lies beyond. */
export function checkStopAt(db: DatabaseState, stopAtMs: number): void {
  if (db.restoredToMs === undefined || stopAtMs >= db.restoredToMs) return;
  throw refuse(
    4335,
    "The specified STOPAT time is too early. All or part of the database is already rolled forward beyond that point.",
  );
}

/** The pages of a differential over those of its full backup. */
export function applyDifferential(db: DatabaseState, set: ReadSet, content: BackupPayload["content"]): void {
  db.content = copyContent(content ?? emptyContent());
  Object.assign(db, { redoStart: set.meta.last - 1, forkGuid: set.meta.fork, lastLogBackup: set.meta.first });
}

/** Wall clock at which a record was written. */
function writtenAtMs(world: World, record: LogRecord): number {
  const utcMs = record.ping?.[1] ?? (record.message === undefined ? 0 : (world.messages[record.message]?.atMs ?? 0));
  return utcMs + hourMs;
}

/** Redo of one log backup, to its end or to STOPAT. True: the point asked for lies within it. */
export function applyLog(
  instance: InstanceWorld,
  db: DatabaseState,
  at: { readonly set: ReadSet; readonly records: readonly LogRecord[]; readonly stopAtMs: number | null },
): boolean {
  const { world } = instance;
  const { set, records, stopAtMs } = at;
  const from = db.redoStart ?? 0;
  const waiting = records.filter((record) => record.n >= from);
  const beyond = stopAtMs === null ? undefined : waiting.find((record) => writtenAtMs(world, record) > stopAtMs);
  for (const record of waiting) {
    if (beyond && record.n >= beyond.n) break;
    applyRecord(db, record, (index) => world.messages[index] ?? null);
  }
  db.redoStart = beyond?.n ?? set.meta.last;
  db.forkGuid = set.meta.fork;
  if (set.meta.forkPoint !== null)
    Object.assign(db, { forkPoint: set.meta.forkPoint, previousForkGuid: set.meta.firstFork });
  db.restoredToMs = beyond && stopAtMs !== null ? stopAtMs : set.meta.finishedAtMs;
  return beyond !== undefined || (stopAtMs !== null && stopAtMs <= set.meta.finishedAtMs);
}
