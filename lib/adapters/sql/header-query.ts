import { z } from "zod";
import type { BackupHeader } from "#lib/domain/ports.ts";

const until2008R2 =
  "BackupName BackupDescription BackupType ExpirationDate Compressed Position DeviceType UserName ServerName DatabaseName DatabaseVersion " +
  "DatabaseCreationDate BackupSize FirstLSN LastLSN CheckpointLSN DatabaseBackupLSN BackupStartDate BackupFinishDate SortOrder CodePage " +
  "UnicodeLocaleId UnicodeComparisonStyle CompatibilityLevel SoftwareVendorId SoftwareVersionMajor SoftwareVersionMinor SoftwareVersionBuild " +
  "MachineName Flags BindingID RecoveryForkID Collation FamilyGUID HasBulkLoggedData IsSnapshot IsReadOnly IsSingleUser HasBackupChecksums " +
  "IsDamaged BeginsLogChain HasIncompleteMetaData IsForceOffline IsCopyOnly FirstRecoveryForkID ForkPointLSN RecoveryModel " +
  "DifferentialBaseLSN DifferentialBaseGUID BackupTypeDescription BackupSetGUID CompressedBackupSize";
const from2012 = "Containment";
const from2014Cu1 = "KeyAlgorithm EncryptorThumbprint EncryptorType";
const from2022 = "LastValidRestoreTime TimeZone CompressionAlgorithm";

/** Columns of RESTORE HEADERONLY by ProductVersion: 52 (2008 R2), 53 (2012), 56 (2014 CU1 on), 59 (2022). */
export function headerColumns(productVersion: string): readonly string[] {
  const [major = 0, , build = 0] = productVersion.split(".").map(Number);
  const parts = [until2008R2];
  if (major >= 11) parts.push(from2012);
  if (major > 12 || (major === 12 && build >= 2342)) parts.push(from2014Cu1);
  if (major >= 16) parts.push(from2022);
  return parts.join(" ").split(" ");
}

function typeOf(column: string): string {
  if (column.endsWith("Date") || column === "LastValidRestoreTime") return "datetime";
  return column === "EncryptorThumbprint" ? "varbinary(20)" : "nvarchar(256)";
}

/** One batch: INSERT … EXEC into a table of the right width, so that LSNs reach us as text (tedious would round them). */
export function headerQuery(productVersion: string): string {
  const columns = headerColumns(productVersion).map((name) => `[${name}] ${typeOf(name)} NULL`);
  return [
    "SET NOCOUNT ON;",
    `CREATE TABLE #h (${columns.join(", ")});`,
    "DECLARE @s nvarchar(max) = N'RESTORE HEADERONLY FROM DISK = N''' + REPLACE(@file, N'''', N'''''') + N'''';",
    "INSERT #h EXEC (@s);",
    "SELECT Position AS position, BackupType AS backupType, DatabaseName AS databaseName, ServerName AS serverName, FirstLSN AS firstLsn,",
    "LastLSN AS lastLsn, BackupSetGUID AS backupSetGuid, FamilyGUID AS familyGuid, FirstRecoveryForkID AS firstRecoveryForkId,",
    "RecoveryForkID AS recoveryForkId, CONVERT(nvarchar(33), BackupStartDate, 126) AS startDate,",
    "CONVERT(nvarchar(33), BackupFinishDate, 126) AS finishDate, IsCopyOnly AS isCopyOnly, IsDamaged AS isDamaged",
    "FROM #h ORDER BY CONVERT(int, Position);",
  ].join("\n");
}

const flag = z.union([z.boolean(), z.string(), z.null()]).transform((value) => value === true || value === "1");
const text = z
  .string()
  .nullable()
  .transform((value) => value ?? "");
const lsn = z.string().regex(/^\d{1,25}$/);

/** One row of `headerQuery`. */
export const headerRow: z.ZodType<BackupHeader> = z.object({
  position: z.coerce.number().int(),
  backupType: z.coerce.number().int(),
  databaseName: text,
  serverName: text,
  firstLsn: lsn,
  lastLsn: lsn,
  backupSetGuid: text,
  familyGuid: text,
  firstRecoveryForkId: text,
  recoveryForkId: text,
  startDate: text,
  finishDate: text,
  isCopyOnly: flag,
  isDamaged: flag,
});
