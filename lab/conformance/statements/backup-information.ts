import { expects, fails, gives, hasColumns, passes, type Statement } from "#lab/conformance/statement.ts";

const header =
  "BackupName nvarchar(128), BackupDescription nvarchar(255), BackupType smallint, ExpirationDate datetime, Compressed, Position smallint, DeviceType tinyint, UserName nvarchar(128), ServerName nvarchar(128), DatabaseName nvarchar(128), DatabaseVersion int, DatabaseCreationDate datetime, BackupSize numeric(20,0), FirstLSN numeric(25,0), LastLSN numeric(25,0), CheckpointLSN numeric(25,0), DatabaseBackupLSN numeric(25,0), BackupStartDate datetime, BackupFinishDate datetime, SortOrder smallint, CodePage smallint, UnicodeLocaleId int, UnicodeComparisonStyle int, CompatibilityLevel tinyint, SoftwareVendorId int, SoftwareVersionMajor int, SoftwareVersionMinor int, SoftwareVersionBuild int, MachineName nvarchar(128), Flags int, BindingID uniqueidentifier, RecoveryForkID uniqueidentifier, Collation nvarchar(128), FamilyGUID uniqueidentifier, HasBulkLoggedData bit, IsSnapshot bit, IsReadOnly bit, IsSingleUser bit, HasBackupChecksums bit, IsDamaged bit, BeginsLogChain bit, HasIncompleteMetaData bit, IsForceOffline bit, IsCopyOnly bit, FirstRecoveryForkID uniqueidentifier, ForkPointLSN numeric(25,0), RecoveryModel nvarchar(60), DifferentialBaseLSN numeric(25,0), DifferentialBaseGUID uniqueidentifier, BackupTypeDescription nvarchar(60), BackupSetGUID uniqueidentifier, CompressedBackupSize bigint";
const fileList =
  "LogicalName nvarchar(128), PhysicalName nvarchar(260), Type char(1), FileGroupName nvarchar(128), Size numeric(20,0), MaxSize numeric(20,0), FileID bigint, CreateLSN numeric(25,0), DropLSN numeric(25,0), UniqueID uniqueidentifier, ReadOnlyLSN numeric(25,0), ReadWriteLSN numeric(25,0), BackupSizeInBytes bigint, SourceBlockSize int, FileGroupID int, LogGroupGUID uniqueidentifier, DifferentialBaseLSN numeric(25,0), DifferentialBaseGUID uniqueidentifier, IsReadOnly bit, IsPresent bit, TDEThumbprint varbinary(32)";
const label =
  "MediaName nvarchar(128), MediaSetId uniqueidentifier, FamilyCount int, FamilySequenceNumber int, MediaFamilyId uniqueidentifier, MediaSequenceNumber int, MediaLabelPresent tinyint, MediaDescription nvarchar(255), SoftwareName nvarchar(128), SoftwareVendorId int, MediaDate datetime, Mirror_Count int, IsCompressed bit";
const full = "N'{dir}\\{db}_full.bak'";
const log = (n: number): string => `N'{dir}\\{db}_${n}.trn'`;
const ends = { number: 3013, class: 16, state: 1 } as const;
const chain = { needs: "chain" } as const;
const _restoring = { needs: "restoring" } as const;
const spoils = true;

/** The statements that read a backup, and its history. */
export const backupInformation: readonly Statement[] = [
  hasColumns(
    ["bak-header-53", "sql-server.md B3", `RESTORE HEADERONLY FROM DISK = ${full}`],
    `${header}, Containment tinyint`,
    { ...chain, from: [11, 0, 0], below: [12, 0, 2342] },
  ),
  hasColumns(
    ["bak-header-56", "sql-server.md B3", `RESTORE HEADERONLY FROM DISK = ${full}`],
    `${header}, Containment tinyint, KeyAlgorithm nvarchar(32), EncryptorThumbprint varbinary(20), EncryptorType nvarchar(32)`,
    { ...chain, from: [12, 0, 2342], below: [16, 0, 0] },
  ),
  hasColumns(["bak-filelist-21", "sql-server.md B3", `RESTORE FILELISTONLY FROM DISK = ${full}`], fileList, {
    ...chain,
    below: [13, 0, 0],
  }),
  hasColumns(
    ["bak-filelist-22", "sql-server.md B3", `RESTORE FILELISTONLY FROM DISK = ${full}`],
    `${fileList}, SnapshotURL nvarchar(360)`,
    { ...chain, from: [13, 0, 0] },
  ),
  hasColumns(["bak-label", "sql-server.md B3", `RESTORE LABELONLY FROM DISK = ${full}`], label, chain),
  passes(["bak-verify", "sql-server.md B3", `RESTORE VERIFYONLY FROM DISK = ${full}`], { ...chain, infos: [3262] }),
  fails(["bak-verify-checksum", "sql-server.md B2", `RESTORE VERIFYONLY FROM DISK = ${full} WITH CHECKSUM`], ends, {
    ...chain,
    before: [{ number: 3187, class: 16 }],
  }),
  fails(["bak-verify-missing", "sql-server.md E1", "RESTORE VERIFYONLY FROM DISK = N'{dir}\\{db}_none.bak'"], ends, {
    before: [{ number: 3201, class: 16 }],
  }),
  fails(["bak-header-missing", "sql-server.md B4", "RESTORE HEADERONLY FROM DISK = N'{dir}\\{db}_none.bak'"], ends, {
    before: [{ number: 3201, class: 16 }],
  }),
  gives(
    [
      "bak-next-begins-where-last-ended",
      "sql-server.md B6",
      "SELECT COUNT(*) AS pairs FROM msdb.dbo.backupset a JOIN msdb.dbo.backupset b ON b.database_name = a.database_name AND b.first_lsn = a.last_lsn AND b.type = 'L' WHERE a.database_name = N'{db}' AND a.type = 'L'",
    ],
    "pairs int",
    [[2]],
    { ...chain, spoils },
  ),
  gives(
    [
      "bak-begins-chain",
      "sql-server.md B6",
      "SELECT COUNT(*) AS n FROM msdb.dbo.backupset WHERE database_name = N'{db}' AND type = 'L' AND begins_log_chain = 1",
    ],
    "n int",
    [[1]],
    { ...chain, spoils },
  ),
  gives(
    [
      "bak-history-types",
      "sql-server.md B5",
      "SELECT type, COUNT(*) AS n FROM msdb.dbo.backupset WHERE database_name = N'{db}' GROUP BY type ORDER BY type",
    ],
    "type char(1), n int",
    [
      ["D", 1],
      ["L", 3],
    ],
    { ...chain, spoils },
  ),
  gives(
    [
      "bak-history-family",
      "sql-server.md B5",
      "SELECT COUNT(*) AS n FROM msdb.dbo.backupset s JOIN msdb.dbo.backupmediafamily f ON f.media_set_id = s.media_set_id WHERE s.database_name = N'{db}' AND f.physical_device_name LIKE N'%_full.bak' AND f.device_type = 2 AND f.mirror = 0",
    ],
    "n int",
    [[1]],
    { ...chain, spoils },
  ),
  expects(
    [
      "bak-appends",
      "sql-server.md B1",
      `BACKUP LOG {db} TO DISK = ${log(3)}; SELECT MAX(position) AS p FROM msdb.dbo.backupset s JOIN msdb.dbo.backupmediafamily f ON f.media_set_id = s.media_set_id WHERE f.physical_device_name = ${log(3)} AND s.database_name = N'{db}'`,
    ],
    { sets: [{ columns: "p int", rows: [[2]] }], infos: [3014] },
    { ...chain, spoils },
  ),
  gives(
    [
      "bak-fork-of-chain",
      "sql-server.md B6",
      "SELECT COUNT(DISTINCT last_recovery_fork_guid) AS n FROM msdb.dbo.backupset WHERE database_name = N'{db}'",
    ],
    "n int",
    [[1]],
    { ...chain, spoils },
  ),
  fails(
    ["bak-option", "unverified", `BACKUP DATABASE {db} TO DISK = ${full} WITH NO_SUCH_OPTION`],
    { number: 155, class: 15 },
    { needs: "new" },
  ),
  fails(
    ["bak-syntax", "unverified", `BACKUP DATABASE {db} DISK = ${full}`],
    { number: 102, class: 15 },
    { needs: "new" },
  ),
];
