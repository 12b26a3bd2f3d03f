import type { BackupPayload, ReadSet } from "./backup-file.ts";
import { copyContent, emptyContent } from "./database.ts";
import { takeMessage } from "./folding.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { refuse } from "./refuse.ts";
import type { ChatContent, ChatMessage, DatabaseState, LogRecord } from "./state.ts";
import type { World } from "./world.ts";

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

/** What the pages of a full or differential backup hold, as the world keeps it now. */
export function contentFrom(world: World, payload: BackupPayload): ChatContent {
  const known = new Map(payload.messages);
  const content = copyContent(payload.content ?? emptyContent());
  const all = content.messages;
  content.messages = [];
  for (const index of all) {
    const message = known.get(index) ?? world.messages[index];
    if (message) takeMessage(world, content, index, message);
  }
  return content;
}

/** The pages of a differential over those of its full backup. */
export function applyDifferential(
  world: World,
  db: DatabaseState,
  { set, payload }: { readonly set: ReadSet; readonly payload: BackupPayload },
): void {
  db.content = contentFrom(world, payload);
  Object.assign(db, { redoStart: set.meta.last - 1, forkGuid: set.meta.fork, lastLogBackup: set.meta.first });
}

/** Wall clock at which a record was written. */
function writtenAtMs(
  { known, utcOffsetMs }: { readonly known: ReadonlyMap<number, ChatMessage>; readonly utcOffsetMs: number },
  record: LogRecord,
): number {
  const utcMs = record.ping?.[1] ?? (record.message === undefined ? 0 : (known.get(record.message)?.atMs ?? 0));
  return utcMs + utcOffsetMs;
}

/** Redo of one log backup, to its end or to STOPAT. True: the point asked for lies within it. */
export function applyLog(
  instance: InstanceWorld,
  db: DatabaseState,
  at: { readonly set: ReadSet; readonly payload: BackupPayload; readonly stopAtMs: number | null },
): boolean {
  const { world } = instance;
  const { set, payload, stopAtMs } = at;
  const known = new Map(payload.messages);
  const from = db.redoStart ?? 0;
  const waiting = payload.records.filter((record) => record.n >= from);
  const clock = { known, utcOffsetMs: world.utcOffsetMs };
  const beyond = stopAtMs === null ? undefined : waiting.find((record) => writtenAtMs(clock, record) > stopAtMs);
  for (const record of waiting) {
    if (beyond && record.n >= beyond.n) break;
    if (record.ping) db.content.pings[record.ping[0]] = record.ping[1];
    const message = record.message === undefined ? undefined : known.get(record.message);
    if (message && record.message !== undefined) takeMessage(world, db.content, record.message, message);
  }
  db.redoStart = beyond?.n ?? set.meta.last;
  db.forkGuid = set.meta.fork;
  if (set.meta.forkPoint !== null)
    Object.assign(db, { forkPoint: set.meta.forkPoint, previousForkGuid: set.meta.firstFork });
  db.restoredToMs = beyond && stopAtMs !== null ? stopAtMs : set.meta.finishedAtMs;
  return beyond !== undefined || (stopAtMs !== null && stopAtMs <= set.meta.finishedAtMs);
}
