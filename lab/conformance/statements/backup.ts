import { expects, fails, hasColumns, passes, type Statement } from "#lab/conformance/statement.ts";

const header =
  "BackupName nvarchar(128), BackupDescription nvarchar(255), BackupType smallint, ExpirationDate datetime, Compressed, Position smallint, DeviceType tinyint, UserName nvarchar(128), ServerName nvarchar(128), DatabaseName nvarchar(128), DatabaseVersion int, DatabaseCreationDate datetime, BackupSize numeric(20,0), FirstLSN numeric(25,0), LastLSN numeric(25,0), CheckpointLSN numeric(25,0), DatabaseBackupLSN numeric(25,0), BackupStartDate datetime, BackupFinishDate datetime, SortOrder smallint, CodePage smallint, UnicodeLocaleId int, UnicodeComparisonStyle int, CompatibilityLevel tinyint, SoftwareVendorId int, SoftwareVersionMajor int, SoftwareVersionMinor int, SoftwareVersionBuild int, MachineName nvarchar(128), Flags int, BindingID uniqueidentifier, RecoveryForkID uniqueidentifier, Collation nvarchar(128), FamilyGUID uniqueidentifier, HasBulkLoggedData bit, IsSnapshot bit, IsReadOnly bit, IsSingleUser bit, HasBackupChecksums bit, IsDamaged bit, BeginsLogChain bit, HasIncompleteMetaData bit, IsForceOffline bit, IsCopyOnly bit, FirstRecoveryForkID uniqueidentifier, ForkPointLSN numeric(25,0), RecoveryModel nvarchar(60), DifferentialBaseLSN numeric(25,0), DifferentialBaseGUID uniqueidentifier, BackupTypeDescription nvarchar(60), BackupSetGUID uniqueidentifier, CompressedBackupSize bigint";
const _fileList =
  "LogicalName nvarchar(128), PhysicalName nvarchar(260), Type char(1), FileGroupName nvarchar(128), Size numeric(20,0), MaxSize numeric(20,0), FileID bigint, CreateLSN numeric(25,0), DropLSN numeric(25,0), UniqueID uniqueidentifier, ReadOnlyLSN numeric(25,0), ReadWriteLSN numeric(25,0), BackupSizeInBytes bigint, SourceBlockSize int, FileGroupID int, LogGroupGUID uniqueidentifier, DifferentialBaseLSN numeric(25,0), DifferentialBaseGUID uniqueidentifier, IsReadOnly bit, IsPresent bit, TDEThumbprint varbinary(32)";
const _label =
  "MediaName nvarchar(128), MediaSetId uniqueidentifier, FamilyCount int, FamilySequenceNumber int, MediaFamilyId uniqueidentifier, MediaSequenceNumber int, MediaLabelPresent tinyint, MediaDescription nvarchar(255), SoftwareName nvarchar(128), SoftwareVendorId int, MediaDate datetime, Mirror_Count int, IsCompressed bit";
const full = "N'{dir}\\{db}_full.bak'";
const log = (n: number): string => `N'{dir}\\{db}_${n}.trn'`;
const ends = { number: 3013, class: 16, state: 1 } as const;
const chain = { needs: "chain" } as const;
const restoring = { needs: "restoring" } as const;
const spoils = true;

/** BACKUP and its refusals. */
export const backup: readonly Statement[] = [
  passes(["bak-full", "sql-server.md B1", `BACKUP DATABASE {db} TO DISK = ${full} WITH INIT, FORMAT`], {
    needs: "new",
    spoils,
    infos: [4035, 3014],
  }),
  passes(
    ["bak-stats", "sql-server.md B7", `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_stats.bak' WITH INIT, STATS = 10`],
    { needs: "new", spoils, infos: [3211, 4035, 3014] },
  ),
  passes(["bak-log", "sql-server.md B1", `BACKUP LOG {db} TO DISK = ${log(4)} WITH INIT, CHECKSUM`], {
    ...chain,
    spoils,
    infos: [4035, 3014],
  }),
  passes(
    [
      "bak-log-variables",
      "sql-server.md F2",
      `DECLARE @d sysname = N'{db}', @f nvarchar(260) = ${log(5)}; BACKUP LOG @d TO DISK = @f WITH INIT`,
    ],
    { ...chain, spoils, infos: [3014] },
  ),
  passes(
    [
      "bak-copy-only",
      "sql-server.md B1",
      `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_copy.bak' WITH COPY_ONLY, INIT, FORMAT, CHECKSUM`,
    ],
    { ...chain, infos: [3014] },
  ),
  passes(
    [
      "bak-differential",
      "sql-server.md B1",
      `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_diff.bak' WITH DIFFERENTIAL, INIT, FORMAT`,
    ],
    { ...chain, infos: [4035, 3014] },
  ),
  fails(
    [
      "bak-differential-without-full",
      "sql-server.md E1",
      `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_diff.bak' WITH DIFFERENTIAL, INIT`,
    ],
    ends,
    { needs: "new", before: [{ number: 3035, class: 16 }] },
  ),
  fails(["bak-4214", "sql-server.md E1", `BACKUP LOG {db} TO DISK = ${log(1)} WITH INIT`], ends, {
    needs: "new",
    before: [{ number: 4214, class: 16 }],
  }),
  expects(
    [
      "bak-4208",
      "sql-server.md E1",
      `ALTER DATABASE {db} SET RECOVERY SIMPLE; BACKUP LOG {db} TO DISK = ${log(1)} WITH INIT`,
    ],
    { sets: [], errors: [{ number: 4208, class: 16 }, ends] },
    { needs: "new", spoils },
  ),
  fails(
    ["bak-911", "sql-server.md E2", `BACKUP DATABASE [{db} is not there] TO DISK = N'{dir}\\{db}_none.bak'`],
    ends,
    { before: [{ number: 911, class: 16 }] },
  ),
  fails(["bak-tempdb", "sql-server.md E1", "BACKUP DATABASE tempdb TO DISK = N'{dir}\\{db}_none.bak'"], ends, {
    before: [{ number: 3147, class: 16 }],
  }),
  fails(["bak-3201", "sql-server.md E1", "BACKUP DATABASE {db} TO DISK = N'{dir}\\no such folder\\x.bak'"], ends, {
    needs: "new",
    before: [{ number: 3201, class: 16 }],
  }),
  expects(
    [
      "bak-3021",
      "sql-server.md E1",
      `BEGIN TRANSACTION; BACKUP DATABASE {db} TO DISK = ${full} WITH INIT; IF @@TRANCOUNT > 0 ROLLBACK`,
    ],
    { sets: [], errors: [{ number: 3021, class: 16 }, ends] },
    { needs: "new" },
  ),
  fails(["bak-restoring", "sql-server.md E2", `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_none.bak'`], ends, {
    ...restoring,
    before: [{ number: 927, class: 14 }],
  }),
  fails(["bak-standby", "sql-server.md E1", `BACKUP DATABASE {db} TO DISK = N'{dir}\\{db}_none.bak'`], ends, {
    needs: "standby",
    before: [{ number: 3036, class: 16 }],
  }),
  passes(["bak-tail", "sql-server.md B2", `BACKUP LOG {db} TO DISK = N'{dir}\\{db}_tail.trn' WITH NORECOVERY, INIT`], {
    ...chain,
    spoils,
    infos: [3014],
  }),
  expects(
    [
      "bak-tail-leaves-restoring",
      "sql-server.md B2",
      `BACKUP LOG {db} TO DISK = N'{dir}\\{db}_tail.trn' WITH NORECOVERY, INIT; SELECT state_desc FROM sys.databases WHERE name = N'{db}'`,
    ],
    { sets: [{ columns: "state_desc nvarchar(60)", rows: [["RESTORING"]] }], infos: [3014] },
    { ...chain, spoils },
  ),
  hasColumns(["bak-header-52", "sql-server.md B3", `RESTORE HEADERONLY FROM DISK = ${full}`], header, {
    ...chain,
    below: [11, 0, 0],
  }),
];
