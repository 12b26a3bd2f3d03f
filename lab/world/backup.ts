import { type BackupMeta, type BackupPayload, readMedia, writeSet } from "./backup-file.ts";
import { copyContent } from "./database.ts";
import { DiskError } from "./disk.ts";
import { logBackupDone } from "./error-log.ts";
import { headerRow } from "./header-row.ts";
import { recordBackup } from "./history.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { newGuid } from "./lsn.ts";
import { refuse } from "./refuse.ts";
import type { DatabaseState } from "./state.ts";

export type BackupWish = {
  readonly kind: "full" | "log" | "differential";
  readonly database: string;
  readonly path: string;
  readonly checksum: boolean;
  readonly copyOnly: boolean;
  /** INIT or FORMAT: overwrite what the file holds. */
  readonly overwrite: boolean;
  readonly tail: "none" | "norecovery" | "no-truncate";
  readonly name: string | null;
  readonly description: string | null;
  readonly userName: string;
  readonly spid: number | null;
};
export const plainBackup = {
  checksum: false,
  copyOnly: false,
  overwrite: false,
  tail: "none",
  name: null,
  description: null,
  userName: "NT SERVICE\\SQLAgent$PCHAT",
  spid: null,
} as const;
export type BackupDone = {
  readonly pages: number;
  readonly file: number;
  readonly logical: string;
  readonly bytes: number;
  readonly meta: BackupMeta;
};

/** All reasons to refuse that need no file. Throws SqlError. */
export function checkBackup(instance: InstanceWorld, wish: BackupWish): DatabaseState {
  const db = instance.database(wish.database);
  if (!db)
    throw refuse(911, `Database '${wish.database}' does not exist. Make sure that the name is entered correctly.`);
  if (db.id === 2) throw refuse(3147, "Backup and restore operations are not allowed on database tempdb.");
  if (db.mirroring?.role === "MIRROR")
    throw refuse(954, `The database "${db.name}" cannot be opened. It is acting as a mirror database.`, { class: 14 });
  if (db.standbyFile !== null)
    throw refuse(
      3036,
      `The database "${db.name}" is in warm-standby state (set by executing RESTORE WITH STANDBY) and cannot be backed up until the entire restore sequence is completed.`,
    );
  if (db.state === "RESTORING")
    throw refuse(927, `Database '${db.name}' cannot be opened. It is in the middle of a restore.`, { class: 14 });
  if (db.state === "RECOVERING")
    throw refuse(922, `Database '${db.name}' is being recovered. Waiting until recovery is finished.`, { class: 14 });
  if (db.state === "OFFLINE")
    throw refuse(942, `Database '${db.name}' cannot be opened because it is offline.`, { class: 14 });
  if (wish.kind === "differential" && (db.lastFullGuid === null || db.id === 1))
    throw refuse(
      3035,
      `Cannot perform a differential backup for database "${db.name}", because a current database backup does not exist. Perform a full database backup by reissuing BACKUP DATABASE, omitting the WITH DIFFERENTIAL option.`,
    );
  if (wish.kind !== "log") return db;
  if (db.recoveryModel === "SIMPLE")
    throw refuse(
      4208,
      "The statement BACKUP LOG is not allowed while the recovery model is SIMPLE. Use BACKUP DATABASE or change the recovery model using ALTER DATABASE.",
    );
  if (db.lastLogBackup === null)
    throw refuse(4214, "BACKUP LOG cannot be performed because there is no current database backup.");
  if (wish.tail === "norecovery" && db.mirroring)
    throw refuse(
      1468,
      `The operation cannot be performed on database "${db.name}" because it is involved in a database mirroring session.`,
    );
  if (wish.tail === "norecovery" && instance.sessions.inDatabase(db.name).length > 0)
    throw refuse(3101, "Exclusive access could not be obtained because the database is in use.");
  return db;
}

/** Writes the file, the history row and the new state of the log. Throws SqlError; then nothing has changed. */
export function backUp(instance: InstanceWorld, wish: BackupWish): BackupDone {
  const db = checkBackup(instance, wish);
  const at = { host: instance.host, path: wish.path };
  const { meta, payload } = describeSet(instance, db, wish);
  let position = 1;
  let bytes: Uint8Array = writeSet(meta, payload);
  try {
    if (!wish.overwrite && instance.world.disk.exists(at)) {
      const old = instance.world.disk.read(at);
      const media = readMedia(old);
      if (media.kind === "malformed" || (media.kind === "sets" && media.truncated))
        throw refuse(
          3241,
          `The media family on device '${wish.path}' is incorrectly formed. SQL Server cannot process this media family.`,
        );
      if (media.kind === "sets") {
        position = media.sets.length + 1;
        bytes = Buffer.concat([old, bytes]);
      }
    }
    instance.world.disk.write(at, bytes);
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    if (error.code === 112) throw refuse(3202, `Write on "${wish.path}" failed: ${error.message}`);
    throw refuse(3201, `Cannot open backup device '${wish.path}'. Operating system error ${error.message}.`);
  }
  settle(instance, db, wish, meta);
  recordBackup(instance, { meta, path: wish.path, position });
  logBackupDone(instance, { meta, path: wish.path, position });
  const pages = 8 + Math.ceil(bytes.length / 8192);
  return {
    pages,
    file: position,
    logical: wish.kind === "log" ? `${db.name}_log` : db.name,
    bytes: bytes.length,
    meta,
  };
}

function describeSet(
  instance: InstanceWorld,
  db: DatabaseState,
  wish: BackupWish,
): { meta: BackupMeta; payload: BackupPayload } {
  const first = wish.kind === "log" ? (db.lastLogBackup ?? db.end) : db.end;
  const last = db.end + 2;
  const crosses = db.forkPoint !== null && db.previousForkGuid !== null && first <= db.forkPoint;
  const nowMs = instance.localNow().getTime();
  const base: Omit<BackupMeta, "header"> = {
    kind: wish.kind,
    database: db.name,
    familyGuid: db.familyGuid,
    databaseGuid: db.databaseGuid,
    first,
    last,
    firstFork: crosses && db.previousForkGuid !== null ? db.previousForkGuid : db.forkGuid,
    fork: db.forkGuid,
    forkPoint: crosses ? db.forkPoint : null,
    setGuid: newGuid(),
    checksums: wish.checksum,
    version: instance.catalog.version(),
    createdAtMs: db.createdAtMs,
    finishedAtMs: nowMs,
    files: db.files.map((file) => ({ ...file })),
    readOnly: db.readOnly,
    users: structuredClone(db.users),
    ...(db.compliance ? { compliance: structuredClone(db.compliance) } : {}),
    ...(wish.kind === "differential" && db.lastFullGuid !== null && db.lastFull !== null
      ? { base: { setGuid: db.lastFullGuid, first: db.lastFull } }
      : {}),
    mediaSetGuid: newGuid(),
  };
  const records = wish.kind === "log" ? db.log.filter((record) => record.n >= first) : [];
  const content = wish.kind === "log" ? null : copyContent(db.content);
  const indices = content ? content.messages : records.flatMap((record) => record.message ?? []);
  const messages = indices.flatMap((index) => {
    const message = instance.world.messages[index];
    return message ? [[index, message] as const] : [];
  });
  return {
    meta: { ...base, header: headerRow(instance, db, { base, wish }) },
    payload: { records, content, messages },
  };
}

function settle(instance: InstanceWorld, db: DatabaseState, wish: BackupWish, meta: BackupMeta): void {
  const partner = db.mirroring ? (instance.world.instance(db.mirroring.partner)?.database(db.name) ?? null) : null;
  const both = partner && db.mirroring?.state === "SYNCHRONIZED" ? [db, partner] : [db];
  for (const copy of both) {
    copy.end = meta.last;
    if (wish.copyOnly || wish.tail === "no-truncate" || wish.kind === "differential") continue;
    if (wish.kind === "full") {
      copy.lastFull = meta.first;
      copy.lastFullGuid = meta.setGuid;
      copy.lastLogBackup ??= meta.first;
    } else {
      copy.lastLogBackup = meta.last;
      copy.log = copy.log.filter((record) => record.n >= meta.last);
    }
  }
  if (wish.tail !== "norecovery") return;
  db.state = "RESTORING";
  db.redoStart = db.end;
}
