import type { SqlError } from "#lab/sql-server/sql/errors.ts";
import type { ReadSet } from "./backup-file.ts";
import { DiskError } from "./disk.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { lsnOf } from "./lsn.ts";
import { checkSet, checkVersion, setAt } from "./media.ts";
import { refuse } from "./refuse.ts";
import { checkDifferential, checkStopAt, noDatabase } from "./restore-point.ts";
import type { DatabaseFile, DatabaseState } from "./state.ts";

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
  /** STOPAT, wall clock; null = to the end. */
  readonly stopAtMs: number | null;
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
  checkVersion(instance, set);
  if (wish.kind === "full" && set.meta.kind === "differential") checkDifferential(db, set, wish);
  else if (wish.kind === "full") checkFull(db, set, wish);
  else checkLog(db, set, wish);
  checkSet(set, wish.checksum);
  return set;
}

export function checkAccess(
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
  const busy = instance.sessions.all().some((session) => {
    const request = session.spid === wish.spid ? null : instance.sessions.request(session.spid);
    return request?.command.startsWith("RESTORE ") && request.database.toLowerCase() === db.name.toLowerCase();
  });
  if (busy || (exists && inside.length > 0))
    throw refuse(3101, "Exclusive access could not be obtained because the database is in use.");
}

function checkFull(db: DatabaseState | null, set: ReadSet, wish: RestoreWish): void {
  if (set.meta.kind !== "full")
    throw db
      ? refuse(3135, "The backup set in file was created by BACKUP LOG and cannot be used for this restore operation.")
      : noDatabase(wish.database);
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
  if (!db) throw noDatabase(wish.database);
  if (db.interrupted)
    throw refuse(
      4319,
      `A previous restore operation was interrupted and did not complete processing on file '${db.files[0]?.logical ?? db.name}'. Either restore the backup set that was interrupted or restart the restore sequence.`,
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
  if (wish.stopAtMs !== null) checkStopAt(db, wish.stopAtMs);
  if (meta.last <= db.redoStart)
    throw refuse(
      4326,
      `The log in this backup set terminates at LSN ${lsnOf(meta.last)}, which is too early to apply to the database. A more recent log backup that includes LSN ${lsnOf(db.redoStart)} can be restored.`,
    );
}

/** The data files' places: their folders exist, and no other database has them. Empty = fine; else the chain of errors as it is told. */
export function misplacedFiles(instance: InstanceWorld, wish: RestoreWish): readonly SqlError[] {
  const set = setAt(instance, wish);
  if (set.meta.kind !== "full") return [];
  for (const file of set.meta.files) {
    const path = wish.moves[file.logical.toLowerCase()] ?? file.path;
    const trouble = placeTrouble(instance, path, wish.database);
    if (trouble === null) continue;
    return [
      trouble,
      refuse(
        3156,
        `File '${file.logical}' cannot be restored to '${path}'. Use WITH MOVE to identify a valid location for the file.`,
      ),
      refuse(
        3119,
        "Problems were identified while planning for the RESTORE statement. Previous messages provide details.",
      ),
    ];
  }
  return noRoom(instance, wish, set.meta.files);
}

/** What the files need beyond what the old copy already takes up. */
function noRoom(instance: InstanceWorld, wish: RestoreWish, files: readonly DatabaseFile[]): readonly SqlError[] {
  const sum = (all: readonly DatabaseFile[]): bigint => BigInt(all.reduce((total, file) => total + file.sizeBytes, 0));
  const needed = sum(files) - sum(instance.database(wish.database)?.files ?? []);
  if (needed <= instance.freeBytes) return [];
  return [
    refuse(
      3257,
      `There is insufficient free space on disk volume 'D:\\' to create the database. The database requires ${needed} additional free bytes, while only ${instance.freeBytes} bytes are available.`,
    ),
    refuse(
      3119,
      "Problems were identified while planning for the RESTORE statement. Previous messages provide details.",
    ),
  ];
}

function placeTrouble(instance: InstanceWorld, path: string, database: string): SqlError | null {
  const owner = instance
    .databases()
    .find(
      (db) =>
        db.name.toLowerCase() !== database.toLowerCase() &&
        db.files.some((file) => file.path.toLowerCase() === path.toLowerCase()),
    );
  if (owner)
    return refuse(1834, `The file '${path}' cannot be overwritten.  It is being used by database '${owner.name}'.`);
  const folder = path.slice(0, path.lastIndexOf("\\"));
  if (instance.world.disk.folderExists({ host: instance.host, path: folder })) return null;
  return refuse(
    5133,
    `Directory lookup for the file "${path}" failed with the operating system error ${new DiskError(3).message}.`,
  );
}
