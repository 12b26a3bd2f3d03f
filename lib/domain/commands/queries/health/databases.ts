import { z } from "zod";
import { bit, wholeNumberText } from "#lib/domain/commands/queries/row-values.ts";
import type { SqlQuery } from "#lib/domain/ports.ts";

/** Both chat databases with their options and both halves of mirroring as this instance sees them. Valid from 2008 R2 on. */
export function databaseFactsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT d.name AS name, d.state_desc AS state, d.recovery_model_desc AS recoveryModel,
  d.page_verify_option_desc AS pageVerify, d.is_trustworthy_on AS isTrustworthy, d.is_db_chaining_on AS isChaining,
  SUSER_SNAME(d.owner_sid) AS ownerName, m.mirroring_role_desc AS mirroringRole, m.mirroring_state_desc AS mirroringState,
  m.mirroring_safety_level_desc AS safety, m.mirroring_witness_name AS witnessName,
  m.mirroring_witness_state_desc AS witnessState, m.mirroring_partner_instance AS partner
FROM sys.databases AS d LEFT JOIN sys.database_mirroring AS m ON m.database_id = d.database_id
WHERE d.name IN (N'mgc', N'mgccomp')`,
  };
}

/** Row of `databaseFactsQuery`. */
export const databaseFactsRow = z.object({
  name: z.string(),
  state: z.string(),
  recoveryModel: z.string(),
  pageVerify: z.string().nullable(),
  isTrustworthy: bit,
  isChaining: bit,
  ownerName: z.string().nullable(),
  mirroringRole: z.string().nullable(),
  mirroringState: z.string().nullable(),
  safety: z.string().nullable(),
  witnessName: z.string().nullable(),
  witnessState: z.string().nullable(),
  partner: z.string().nullable(),
});
export type DatabaseFacts = z.infer<typeof databaseFactsRow>;

/** Every database file with the room on its volume. From 2008 R2 SP1 on; before, the server answers 208. */
export function volumesQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT DB_NAME(f.database_id) AS name, CONVERT(varchar(20), CONVERT(bigint, f.size) * 8192) AS sizeBytes,
  v.volume_mount_point AS mountPoint, CONVERT(varchar(20), v.available_bytes) AS freeBytes,
  CONVERT(varchar(20), v.total_bytes) AS totalBytes
FROM sys.master_files AS f CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) AS v`,
  };
}

/** Row of `volumesQuery`; one per file. */
export const volumeRow = z.object({
  name: z.string().nullable(),
  sizeBytes: wholeNumberText,
  mountPoint: z.string(),
  freeBytes: wholeNumberText,
  totalBytes: wholeNumberText,
});
export type VolumeFile = z.infer<typeof volumeRow>;

/** Events that no compliance adapter has written out, asked of the serving copy. Provisional transfers (type 9) may lie in the future. */
export function complianceBacklogQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT CONVERT(varchar(20), COUNT_BIG(*)) AS waiting, CONVERT(varchar(20), MIN(c.cmplEventID)) AS oldestId
FROM mgccomp.dbo.tblComplianceData AS c WHERE c.cmplType <> 9`,
  };
}

/** Row of `complianceBacklogQuery`. */
export const complianceBacklogRow = z.object({ waiting: wholeNumberText, oldestId: wholeNumberText.nullable() });
