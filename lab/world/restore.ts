import type { ReadSet } from "./backup-file.ts";
import { freeDatabaseId, newDatabase } from "./database.ts";
import { logRestoreDone, logStart } from "./error-log.ts";
import { recordRestore } from "./history.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { newGuid } from "./lsn.ts";
import { loginOf, saSid } from "./principals.ts";
import { refuse } from "./refuse.ts";
import { checkAccess, checkRestore, type RestoreEnd, type RestoreWish } from "./restore-check.ts";
import { applyDifferential, applyLog, contentFrom } from "./restore-point.ts";
import type { DatabaseState } from "./state.ts";

export const plainRestore = {
  file: 1,
  replace: false,
  checksum: false,
  moves: {},
  userName: "NT SERVICE\\SQLAgent$PCHAT",
  spid: null,
  stopAtMs: null,
} as const;
export type RestoreDone = {
  readonly pages: number;
  readonly bytes: number;
  readonly logicals: readonly string[];
  readonly file: number;
  /** STOPAT lies beyond this log: left RESTORING, as 4322 says. */
  readonly needsMore: boolean;
};

/** From its first page on, a full restore has destroyed what was there; cut off, it leaves a copy that must be restored anew. */
export function beginRestore(instance: InstanceWorld, wish: RestoreWish): void {
  const set = checkRestore(instance, wish);
  if (set.meta.kind === "full")
    Object.assign(replaceDatabase(instance, set, wish), { redoStart: null, interrupted: true });
}

/** Checks again, then changes everything at once. */
export function restore(instance: InstanceWorld, wish: RestoreWish): RestoreDone {
  const set = checkRestore(instance, wish);
  const payload = set.payload();
  const known = new Map(payload.messages);
  for (const [index, message] of known)
    if (index >= instance.world.messages.length) instance.world.messages[index] = message;
  const db = set.meta.kind === "full" ? replaceDatabase(instance, set, wish) : instance.database(wish.database);
  if (!db)
    throw refuse(
      3119,
      "Problems were identified while planning for the RESTORE statement. Previous messages provide details.",
    );
  let reached = true;
  if (set.meta.kind === "full") db.content = contentFrom(instance.world, payload);
  else if (set.meta.kind === "differential") applyDifferential(instance.world, db, { set, payload });
  else {
    const { stopAtMs } = wish;
    reached = applyLog(instance, db, { set, payload, stopAtMs });
  }
  if (set.meta.kind !== "log") db.restoredToMs = set.meta.finishedAtMs;
  const needsMore = wish.stopAtMs !== null && !reached;
  db.end = Math.max(set.meta.last, db.redoStart ?? 0);
  db.log = [];
  db.readOnly = set.meta.readOnly ?? false;
  if (set.meta.compliance) db.compliance = structuredClone(set.meta.compliance);
  if (set.meta.users) db.users = structuredClone([...set.meta.users]);
  finish(db, needsMore && wish.end.kind === "recovery" ? { kind: "norecovery" } : wish.end);
  recordRestore(instance, {
    meta: set.meta,
    path: wish.path,
    position: wish.file,
    database: db.name,
    user: wish.userName,
    replace: wish.replace,
    recovery: wish.end.kind === "recovery" && !needsMore,
    stopAtMs: wish.stopAtMs,
  });
  logRestoreDone(instance, { meta: set.meta, path: wish.path, position: wish.file, database: db.name });
  if (db.state === "ONLINE") logStart(instance, db, wish.spid);
  const bytes = payload.messages.length * 512 + 69_632;
  const logicals = set.meta.files
    .filter((file) => set.meta.kind !== "log" || file.type === "LOG")
    .map((file) => file.logical);
  return { pages: 8 + Math.ceil(bytes / 8192), bytes, logicals, file: wish.file, needsMore };
}

function replaceDatabase(instance: InstanceWorld, set: ReadSet, wish: RestoreWish): DatabaseState {
  const old = instance.database(wish.database);
  const id = old?.id ?? freeDatabaseId(instance.databases().map((db) => db.id));
  const fresh: DatabaseState = {
    ...newDatabase(old?.name ?? wish.database, id, instance.localNow().getTime()),
    familyGuid: set.meta.familyGuid,
    databaseGuid: set.meta.databaseGuid,
    forkGuid: set.meta.fork,
    forkPoint: set.meta.forkPoint,
    previousForkGuid: set.meta.forkPoint === null ? null : set.meta.firstFork,
    files: set.meta.files.map((file) => ({ ...file, path: wish.moves[file.logical.toLowerCase()] ?? file.path })),
    redoStart: set.meta.last - 1,
    lastFull: set.meta.first,
    lastFullGuid: set.meta.setGuid,
    lastLogBackup: set.meta.first,
    ownerSid: loginOf(instance.state, wish.userName)?.sid ?? saSid,
    state: "RESTORING",
    ...(set.meta.database.toLowerCase() === wish.database.toLowerCase() ? {} : { sourceName: set.meta.database }),
  };
  instance.state.databases[wish.database.toLowerCase()] = fresh;
  return fresh;
}

/** RECOVERY begins a new fork at the point reached; nothing older can be applied afterwards. */
export function finish(db: DatabaseState, end: RestoreEnd): void {
  if (end.kind === "recovery") {
    const point = db.redoStart ?? db.end;
    Object.assign(db, {
      previousForkGuid: db.forkGuid,
      forkGuid: newGuid(),
      forkPoint: point,
      lastLogBackup: point,
      end: Math.max(db.end, point) + 2,
    });
    Object.assign(db, { state: "ONLINE", standbyFile: null, redoStart: null, log: [] });
    return;
  }
  db.state = end.kind === "standby" ? "ONLINE" : "RESTORING";
  db.standbyFile = end.kind === "standby" ? end.file : null;
}

/** RESTORE DATABASE without FROM: only the end of the sequence. */
export function restoreStateOnly(
  instance: InstanceWorld,
  at: { readonly database: string; readonly end: RestoreEnd; readonly spid: number | null },
): void {
  const db = instance.database(at.database);
  if (!db) throw refuse(911, `Database '${at.database}' does not exist. Make sure that the name is entered correctly.`);
  if (db.mirroring)
    throw refuse(
      3104,
      `RESTORE cannot operate on database '${db.name}' because it is configured for database mirroring. Use ALTER DATABASE to remove mirroring if you intend to restore the database.`,
    );
  checkAccess(instance, db, { spid: at.spid, kind: "full" });
  if (db.interrupted && at.end.kind !== "norecovery")
    throw refuse(4333, "The database cannot be recovered because the log was not restored.");
  if (db.state !== "RESTORING" && db.standbyFile === null)
    throw refuse(3153, "The database is already fully recovered.");
  finish(db, at.end);
  if (db.state === "ONLINE") logStart(instance, db, at.spid);
}
