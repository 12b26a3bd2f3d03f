import type { BackupWish } from "./backup.ts";
import type { BackupMeta } from "./backup-file.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { lsnOf, lsnOrNull } from "./lsn.ts";
import type { DatabaseState, Row } from "./state.ts";

export const databaseVersions: Readonly<Record<number, number>> = {
  10: 661,
  11: 706,
  12: 782,
  13: 852,
  14: 869,
  15: 904,
};

/** The HEADERONLY row of a set about to be written; Position comes from the place in the file. */
export function headerRow(
  instance: InstanceWorld,
  db: DatabaseState,
  made: { readonly base: Omit<BackupMeta, "header">; readonly wish: BackupWish },
): Row {
  const { base, wish } = made;
  const [major, minor, build] = base.version;
  const now = new Date(base.finishedAtMs);
  const bytes =
    wish.kind !== "log" ? 3_145_728n + BigInt(db.content.messages.length * 512) : 69_632n + BigInt(db.log.length * 512);
  const flags = (base.checksums ? 16 : 0) + (wish.tail === "none" ? 0 : 64) + (wish.tail === "norecovery" ? 256 : 0);
  return {
    BackupName: wish.name,
    BackupDescription: wish.description,
    BackupType: { full: 1, log: 2, differential: 5 }[wish.kind],
    ExpirationDate: null,
    Compressed: false,
    DeviceType: 2,
    UserName: wish.userName,
    ServerName: instance.name,
    DatabaseName: db.name,
    DatabaseVersion: databaseVersions[major] ?? 782,
    DatabaseCreationDate: new Date(db.createdAtMs),
    BackupSize: bytes,
    FirstLSN: lsnOf(base.first),
    LastLSN: lsnOf(base.last),
    CheckpointLSN: lsnOf(wish.kind === "full" ? base.first : (db.lastFull ?? base.first)),
    DatabaseBackupLSN: wish.kind === "full" && db.lastFull === null ? 0n : (lsnOrNull(db.lastFull) ?? 0n),
    BackupStartDate: now,
    BackupFinishDate: now,
    SortOrder: 52,
    CodePage: 0,
    UnicodeLocaleId: 1033,
    UnicodeComparisonStyle: 196_609,
    CompatibilityLevel: major * 10,
    SoftwareVendorId: 4608,
    SoftwareVersionMajor: major,
    SoftwareVersionMinor: minor,
    SoftwareVersionBuild: build,
    MachineName: instance.host.toUpperCase(),
    Flags: flags,
    BindingID: base.databaseGuid,
    RecoveryForkID: base.fork,
    Collation: "SQL_Latin1_General_CP1_CI_AS",
    FamilyGUID: base.familyGuid,
    HasBulkLoggedData: false,
    IsSnapshot: false,
    IsReadOnly: db.readOnly,
    IsSingleUser: db.userAccess === "SINGLE_USER",
    HasBackupChecksums: base.checksums,
    IsDamaged: false,
    BeginsLogChain: wish.kind === "log" && db.lastLogBackup === db.lastFull,
    HasIncompleteMetaData: false,
    IsForceOffline: wish.tail === "norecovery",
    IsCopyOnly: wish.copyOnly || wish.tail === "no-truncate",
    FirstRecoveryForkID: base.firstFork,
    ForkPointLSN: lsnOrNull(base.forkPoint),
    RecoveryModel: db.recoveryModel === "BULK_LOGGED" ? "BULK-LOGGED" : db.recoveryModel,
    DifferentialBaseLSN: lsnOrNull(base.base?.first ?? null),
    DifferentialBaseGUID: base.base?.setGuid ?? null,
    BackupTypeDescription: { full: "Database", log: "Transaction Log", differential: "Database Differential" }[
      wish.kind
    ],
    BackupSetGUID: base.setGuid,
    CompressedBackupSize: bytes,
    Containment: 0,
    KeyAlgorithm: null,
    EncryptorThumbprint: null,
    EncryptorType: null,
  };
}
