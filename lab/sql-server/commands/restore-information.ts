import { tableOf } from "#lab/sql-server/catalog/columns.ts";
import type { ServerEvent, StatementCall, TableSource } from "#lab/sql-server/contract.ts";
import type { ReadSet } from "#lab/world/backup-file.ts";
import type { InstanceWorld } from "#lab/world/instance-world.ts";
import { lsnOf } from "#lab/world/lsn.ts";
import { checkSet, checkVersion, openMedia } from "#lab/world/media.ts";
import { refuse } from "#lab/world/refuse.ts";
import { whileShareHangs } from "#lab/world/share-hangs.ts";
import { info, resultSet } from "./events.ts";

const header2008 =
  "BackupName nvarchar(128), BackupDescription nvarchar(255), BackupType smallint, ExpirationDate datetime, Compressed bit, Position smallint, DeviceType tinyint, UserName nvarchar(128), ServerName nvarchar(128), DatabaseName nvarchar(128), DatabaseVersion int, DatabaseCreationDate datetime, BackupSize numeric(20), FirstLSN numeric(25), LastLSN numeric(25), CheckpointLSN numeric(25), DatabaseBackupLSN numeric(25), BackupStartDate datetime, BackupFinishDate datetime, SortOrder smallint, CodePage smallint, UnicodeLocaleId int, UnicodeComparisonStyle int, CompatibilityLevel tinyint, SoftwareVendorId int, SoftwareVersionMajor int, SoftwareVersionMinor int, SoftwareVersionBuild int, MachineName nvarchar(128), Flags int, BindingID uniqueidentifier, RecoveryForkID uniqueidentifier, Collation nvarchar(128), FamilyGUID uniqueidentifier, HasBulkLoggedData bit, IsSnapshot bit, IsReadOnly bit, IsSingleUser bit, HasBackupChecksums bit, IsDamaged bit, BeginsLogChain bit, HasIncompleteMetaData bit, IsForceOffline bit, IsCopyOnly bit, FirstRecoveryForkID uniqueidentifier, ForkPointLSN numeric(25), RecoveryModel nvarchar(60), DifferentialBaseLSN numeric(25), DifferentialBaseGUID uniqueidentifier, BackupTypeDescription nvarchar(60), BackupSetGUID uniqueidentifier, CompressedBackupSize bigint";
const fileList2008 =
  "LogicalName nvarchar(128), PhysicalName nvarchar(260), Type char(1), FileGroupName nvarchar(128), Size numeric(20), MaxSize numeric(20), FileID bigint, CreateLSN numeric(25), DropLSN numeric(25), UniqueID uniqueidentifier, ReadOnlyLSN numeric(25), ReadWriteLSN numeric(25), BackupSizeInBytes bigint, SourceBlockSize int, FileGroupID int, LogGroupGUID uniqueidentifier, DifferentialBaseLSN numeric(25), DifferentialBaseGUID uniqueidentifier, IsReadOnly bit, IsPresent bit, TDEThumbprint varbinary(32)";
const label =
  "MediaName nvarchar(128), MediaSetId uniqueidentifier, FamilyCount int, FamilySequenceNumber int, MediaFamilyId uniqueidentifier, MediaSequenceNumber int, MediaLabelPresent tinyint, MediaDescription nvarchar(255), SoftwareName nvarchar(128), SoftwareVendorId int, MediaDate datetime, Mirror_Count int, IsCompressed bit";

/** 52 columns to 2008 R2, 53 from 2012, 56 from 2014 CU1. */
export function headerColumns([major, , build]: readonly [number, number, number]): string {
  if (major < 11) return header2008;
  const with2012 = `${header2008}, Containment tinyint`;
  const has2014 = major > 12 || (major === 12 && build >= 2342);
  return has2014
    ? `${with2012}, KeyAlgorithm nvarchar(32), EncryptorThumbprint varbinary(20), EncryptorType nvarchar(32)`
    : with2012;
}

type Wish = { readonly path: string; readonly file: number; readonly checksum: boolean };
type Word = "HEADERONLY" | "FILELISTONLY" | "LABELONLY" | "VERIFYONLY";

export async function* restoreInformation(
  instance: InstanceWorld,
  call: StatementCall,
  at: { readonly word: Word; readonly wish: Wish },
): AsyncGenerator<ServerEvent, void> {
  await whileShareHangs(instance, call.session, at.wish.path);
  const sets = openMedia(instance, at.wish.path);
  const chosen = sets[(at.wish.file || 1) - 1];
  if (!chosen)
    throw refuse(
      3287,
      `The file ID ${at.wish.file} on device '${at.wish.path}' is incorrectly formed and can not be read.`,
    );
  if (at.word === "VERIFYONLY") {
    await instance.world.clock.sleep(200, call.session.signal);
    checkVersion(instance, chosen);
    checkSet(chosen, at.wish.checksum);
    yield info(3262, `The backup set on file ${at.wish.file || 1} is valid.`, call.line);
    return;
  }
  const count = yield* resultSet(sourceOf(instance, at.word, { sets, chosen, file: at.wish.file }));
  yield { kind: "done", rowCount: count, error: false, inProcedure: false };
}

function sourceOf(
  instance: InstanceWorld,
  word: Exclude<Word, "VERIFYONLY">,
  read: { readonly sets: readonly ReadSet[]; readonly chosen: ReadSet; readonly file: number },
): TableSource {
  const version = instance.catalog.version();
  const { meta } = read.chosen;
  if (word === "HEADERONLY") {
    const rows = read.sets.map((set, index) => ({ ...set.meta.header, Position: index + 1 }));
    return tableOf(headerColumns(version), () => (read.file > 0 ? rows.slice(read.file - 1, read.file) : rows));
  }
  if (word === "LABELONLY")
    return tableOf(label, () => [
      {
        MediaName: null,
        MediaSetId: meta.mediaSetGuid,
        FamilyCount: 1,
        FamilySequenceNumber: 1,
        MediaFamilyId: meta.mediaSetGuid,
        MediaSequenceNumber: 1,
        MediaLabelPresent: 0,
        MediaDescription: null,
        SoftwareName: "Microsoft SQL Server",
        SoftwareVendorId: 4608,
        MediaDate: new Date(meta.finishedAtMs),
        Mirror_Count: 1,
        IsCompressed: false,
      },
    ]);
  return tableOf(version[0] >= 13 ? `${fileList2008}, SnapshotURL nvarchar(360)` : fileList2008, () =>
    meta.files.map((file, index) => ({
      LogicalName: file.logical,
      PhysicalName: file.path,
      Type: file.type === "LOG" ? "L" : "D",
      FileGroupName: file.type === "LOG" ? null : "PRIMARY",
      Size: BigInt(file.sizeBytes),
      MaxSize: 35_184_372_080_640n,
      FileID: BigInt(index + 1),
      CreateLSN: lsnOf(0),
      UniqueID: meta.databaseGuid,
      ReadOnlyLSN: 0n,
      ReadWriteLSN: 0n,
      BackupSizeInBytes: file.type === "LOG" ? 0n : BigInt(file.sizeBytes),
      SourceBlockSize: 512,
      FileGroupID: file.type === "LOG" ? 0 : 1,
      IsReadOnly: false,
      IsPresent: true,
    })),
  );
}
