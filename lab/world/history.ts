import type { SqlValue } from "#lab/sql-server/contract.ts";
import type { BackupMeta } from "./backup-file.ts";
import type { InstanceWorld } from "./instance-world.ts";
import type { Row } from "./state.ts";

const keptSets = 500;
const typeLetter = { full: "D", log: "L", differential: "I" } as const;
type Written = { readonly meta: BackupMeta; readonly path: string; readonly position: number };

/** msdb rows of a backup set: backupset, backupmediaset, backupmediafamily. Gives backup_set_id. */
export function recordBackup(instance: InstanceWorld, set: Written): number {
  const id = instance.nextId();
  const h = set.meta.header;
  const v = (name: string): SqlValue => h[name] ?? null;
  instance.msdb("backupset").push({
    backup_set_id: id,
    backup_set_uuid: set.meta.setGuid,
    media_set_id: id,
    position: set.position,
    software_vendor_id: 4608,
    name: v("BackupName"),
    description: v("BackupDescription"),
    user_name: v("UserName"),
    software_major_version: v("SoftwareVersionMajor"),
    software_minor_version: v("SoftwareVersionMinor"),
    software_build_version: v("SoftwareVersionBuild"),
    time_zone: 4,
    first_lsn: v("FirstLSN"),
    last_lsn: v("LastLSN"),
    checkpoint_lsn: v("CheckpointLSN"),
    database_backup_lsn: v("DatabaseBackupLSN"),
    database_creation_date: v("DatabaseCreationDate"),
    backup_start_date: v("BackupStartDate"),
    backup_finish_date: v("BackupFinishDate"),
    type: typeLetter[set.meta.kind],
    compatibility_level: v("CompatibilityLevel"),
    database_version: v("DatabaseVersion"),
    backup_size: v("BackupSize"),
    database_name: set.meta.database,
    server_name: v("ServerName"),
    machine_name: v("MachineName"),
    flags: v("Flags"),
    collation_name: v("Collation"),
    recovery_model: v("RecoveryModel"),
    has_bulk_logged_data: false,
    is_snapshot: false,
    is_readonly: v("IsReadOnly"),
    is_single_user: v("IsSingleUser"),
    has_backup_checksums: v("HasBackupChecksums"),
    is_damaged: false,
    begins_log_chain: v("BeginsLogChain"),
    has_incomplete_metadata: false,
    is_force_offline: v("IsForceOffline"),
    is_copy_only: v("IsCopyOnly"),
    first_recovery_fork_guid: set.meta.firstFork,
    last_recovery_fork_guid: set.meta.fork,
    fork_point_lsn: v("ForkPointLSN"),
    differential_base_lsn: v("DifferentialBaseLSN"),
    differential_base_guid: v("DifferentialBaseGUID"),
    database_guid: set.meta.databaseGuid,
    family_guid: set.meta.familyGuid,
    compressed_backup_size: v("CompressedBackupSize"),
  });
  for (const [index, file] of set.meta.files.entries())
    instance.msdb("backupfile").push({
      backup_set_id: id,
      file_number: BigInt(index + 1),
      backed_up_page_count: BigInt(file.type === "LOG" ? 0 : Math.floor(file.sizeBytes / 8192)),
      file_type: file.type === "LOG" ? "L" : "D",
      file_size: BigInt(file.sizeBytes),
      logical_name: file.logical,
      physical_drive: file.path.slice(0, 2),
      physical_name: file.path,
      state: 0,
      state_desc: "ONLINE",
      filegroup_name: file.type === "LOG" ? null : "PRIMARY",
      is_readonly: false,
      is_present: true,
    });
  instance.msdb("backupmediaset").push({
    media_set_id: id,
    media_uuid: set.meta.mediaSetGuid,
    media_family_count: 1,
    software_name: "Microsoft SQL Server",
    software_vendor_id: 4608,
    mirror_count: 1,
    is_password_protected: false,
    is_compressed: false,
  });
  instance.msdb("backupmediafamily").push({
    media_set_id: id,
    family_sequence_number: 1,
    media_family_id: set.meta.setGuid,
    media_count: 1,
    physical_device_name: set.path,
    device_type: 2,
    physical_block_size: 65_536,
    mirror: 0,
  });
  trim(instance);
  return id;
}

/** msdb of a real server keeps it all until somebody deletes it; here the newest sets stay. */
function trim(instance: InstanceWorld): void {
  const sets = instance.msdb("backupset");
  if (sets.length <= keptSets + 100) return;
  const gone = new Set(sets.slice(0, sets.length - keptSets).map((set) => set.backup_set_id));
  for (const table of ["backupset", "backupfile", "restorehistory"])
    instance.dropMsdbRows(table, (row) => gone.has(row.backup_set_id ?? null));
  for (const table of ["backupmediaset", "backupmediafamily"])
    instance.dropMsdbRows(table, (row) => gone.has(row.media_set_id ?? null));
}

type Restored = Written & {
  readonly database: string;
  readonly user: string;
  readonly replace: boolean;
  readonly recovery: boolean;
  readonly stopAtMs: number | null;
};

/** A restore writes the set's history here as well, once per set and file. */
export function recordRestore(instance: InstanceWorld, done: Restored): void {
  const known = instance.msdb("backupset").find((row: Row) => row.backup_set_uuid === done.meta.setGuid);
  const setId = typeof known?.backup_set_id === "number" ? known.backup_set_id : recordBackup(instance, done);
  instance.msdb("restorehistory").push({
    restore_history_id: instance.nextId(),
    restore_date: instance.localNow(),
    destination_database_name: done.database,
    user_name: done.user,
    backup_set_id: setId,
    restore_type: typeLetter[done.meta.kind],
    replace: done.replace,
    recovery: done.recovery,
    restart: false,
    stop_at: done.stopAtMs === null ? null : new Date(done.stopAtMs),
    device_count: 1,
    stop_at_mark_name: null,
    stop_before: null,
  });
}
