import type { ReadSet } from "./backup-file.ts";
import { applyRecord, copyContent, emptyContent, freeDatabaseId, newDatabase } from "./database.ts";
import { recordRestore } from "./history.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { lsnOf, newGuid } from "./lsn.ts";
import { checkSet, setAt } from "./media.ts";
import { refuse } from "./refuse.ts";
import type { DatabaseState } from "./state.ts";

export type RestoreEnd =
  | { readonly kind: "recovery" | "norecovery" }
  | { readonly kind: "standby"; readonly file: string };
export type RestoreWish = {
  readonly kind: "full" | "log";
  readonly database: string;
  readonly path: string;
  readonly file: number;
  readonly end: RestoreEnd;
  readonly replace: boolean;
  readonly checksum: boolean;
  readonly moves: Readonly<Record<string, string>>;
  readonly userName: string;
  readonly spid: number | null;
};
export const plainRestore = {
  file: 1,
  replace: false,
  checksum: false,
  moves: {},
  userName: "NT SERVICE\\SQLAgent$PCHAT",
  spid: null,
} as const;
export type RestoreDone = {
  readonly pages: number;
  readonly bytes: number;
  readonly logicals: readonly string[];
  readonly file: number;
};

/** Every check before anything changes: file, chain, access. Throws SqlError. */
export function checkRestore(instance: InstanceWorld, wish: RestoreWish): ReadSet {
  const db = instance.database(wish.database);
  if (db?.id === 2) throw refuse(3147, "Backup and restore operations are not allowed on database tempdb.");
  if (db?.mirroring)
    throw refuse(
      3104,
      `RESTORE cannot operate on database '${db.name}' because it is configured for database mirroring. Use ALTER DATABASE to remove mirroring if you intend to restore the database.`,
    );
  if (db) checkAccess(instance, db, wish);
  const set = setAt(instance, wish);
  if (wish.kind === "full") checkFull(db, set, wish);
  else checkLog(db, set, wish);
  checkSet(set, wish.checksum);
  return set;
}

function checkAccess(
  instance: InstanceWorld,
  db: DatabaseState,
  wish: { readonly spid: number | null; readonly kind: string },
): void {
  const inside = instance.sessions.inDatabase(db.name);
  if (inside.some((session) => session.spid === wish.spid))
    throw refuse(
      3102,
      `RESTORE cannot process database '${db.name}' because it is in use by this session. It is recommended that the master database be used when performing this operation.`,
    );
  const exists = db.state === "ONLINE";
  if (exists && inside.length > 0)
    throw refuse(3101, "Exclusive access could not be obtained because the database is in use.");
}

function checkFull(db: DatabaseState | null, set: ReadSet, wish: RestoreWish): void {
  if (set.meta.kind !== "full")
    throw db
      ? refuse(
          3136,
          "This differential backup cannot be restored because the database has not been restored to the correct earlier state.",
        )
      : refuse(
          3118,
          `The database "${wish.database}" does not exist. RESTORE can only create a database when restoring either a full backup or a file backup of the primary file.`,
        );
  for (const logical of Object.keys(wish.moves))
    if (!set.meta.files.some((file) => file.logical.toLowerCase() === logical))
      throw refuse(
        3234,
        `Logical file '${logical}' is not part of database '${wish.database}'. Use RESTORE FILELISTONLY to list the logical file names.`,
      );
  if (!db || wish.replace) return;
  if (db.familyGuid !== set.meta.familyGuid)
    throw refuse(3154, `The backup set holds a backup of a database other than the existing '${db.name}' database.`, {
      state: 4,
    });
  if (db.state === "ONLINE" && db.recoveryModel !== "SIMPLE" && db.standbyFile === null)
    throw refuse(
      3159,
      `The tail of the log for the database "${db.name}" has not been backed up. Use BACKUP LOG WITH NORECOVERY to backup the log if it contains work you do not want to lose. Use the WITH REPLACE or WITH STOPAT clause of the RESTORE statement to just overwrite the contents of the log.`,
    );
}

function checkLog(db: DatabaseState | null, set: ReadSet, wish: RestoreWish): void {
  if (!db)
    throw refuse(
      3118,
      `The database "${wish.database}" does not exist. RESTORE can only create a database when restoring either a full backup or a file backup of the primary file.`,
    );
  const restoring = db.state === "RESTORING" || db.standbyFile !== null;
  if (!restoring || db.redoStart === null)
    throw refuse(3117, "The log or differential backup cannot be restored because no files are ready to rollforward.");
  const { meta } = set;
  if (meta.kind !== "log")
    throw refuse(
      3135,
      "The backup set in file was created by BACKUP DATABASE and cannot be used for this restore operation.",
    );
  if (meta.familyGuid !== db.familyGuid)
    throw refuse(3154, `The backup set holds a backup of a database other than the existing '${db.name}' database.`, {
      state: 4,
    });
  const onPath =
    db.forkGuid === meta.fork ||
    (db.forkGuid === meta.firstFork && meta.forkPoint !== null && db.redoStart <= meta.forkPoint);
  if (!onPath)
    throw refuse(
      4330,
      "This backup set cannot be applied because it is on a recovery path that is inconsistent with the database. The recovery path is the sequence of data and log backups that have brought the database to a particular recovery point. Find a compatible backup to restore, or restore the rest of the database to match a recovery point within this backup set.",
    );
  if (meta.first > db.redoStart)
    throw refuse(
      4305,
      `The log in this backup set begins at LSN ${lsnOf(meta.first)}, which is too recent to apply to the database. An earlier log backup that includes LSN ${lsnOf(db.redoStart)} can be restored.`,
    );
  if (meta.last <= db.redoStart)
    throw refuse(
      4326,
      `The log in this backup set terminates at LSN ${lsnOf(meta.last)}, which is too early to apply to the database. A more recent log backup that includes LSN ${lsnOf(db.redoStart)} can be restored.`,
    );
}

/** Checks again, then changes everything at once. */
export function restore(instance: InstanceWorld, wish: RestoreWish): RestoreDone {
  const set = checkRestore(instance, wish);
  const payload = set.payload();
  for (const [index, message] of payload.messages) instance.world.messages[index] ??= message;
  const db = wish.kind === "full" ? replaceDatabase(instance, set, wish) : instance.database(wish.database);
  if (!db)
    throw refuse(
      3119,
      "Problems were identified while planning for the RESTORE statement. Previous messages provide details.",
    );
  if (wish.kind === "full") db.content = copyContent(payload.content ?? emptyContent());
  else {
    const from = db.redoStart ?? 0;
    for (const record of payload.records)
      if (record.n >= from) applyRecord(db, record, (index) => instance.world.messages[index] ?? null);
    db.redoStart = set.meta.last;
    db.forkGuid = set.meta.fork;
    if (set.meta.forkPoint !== null)
      Object.assign(db, { forkPoint: set.meta.forkPoint, previousForkGuid: set.meta.firstFork });
  }
  db.end = set.meta.last;
  db.log = [];
  finish(db, wish.end);
  recordRestore(instance, {
    meta: set.meta,
    path: wish.path,
    position: wish.file,
    database: db.name,
    user: wish.userName,
    replace: wish.replace,
    recovery: wish.end.kind === "recovery",
  });
  const bytes = payload.messages.length * 512 + 69_632;
  const logicals = set.meta.files
    .filter((file) => wish.kind === "full" || file.type === "LOG")
    .map((file) => file.logical);
  return { pages: 8 + Math.ceil(bytes / 8192), bytes, logicals, file: wish.file };
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
    state: "RESTORING",
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
    Object.assign(db, { state: "ONLINE", standbyFile: null, readOnly: false, redoStart: null, log: [] });
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
  if (db.state !== "RESTORING" && db.standbyFile === null)
    throw refuse(3153, "The database is already fully recovered.");
  finish(db, at.end);
}
