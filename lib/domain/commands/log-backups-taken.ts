import { z } from "zod";
import type { SqlPort } from "#lib/domain/ports.ts";

const row = z.object({
  backupSetGuid: z.string(),
  file: z.string(),
  position: z.number(),
  firstLsn: z.string(),
  lastLsn: z.string(),
});
/** A log backup as its writer's msdb knows it; LSNs as decimal text. */
export type TakenLog = z.infer<typeof row>;

/** Log backups of `mgc` that end after an LSN, whoever took them and wherever to, in the order of the chain. Copy-only ones are beside it. */
export async function readTakenLogs(sql: SqlPort, target: string, afterLsn: string): Promise<readonly TakenLog[]> {
  return sql.read(
    {
      target,
      text: `SELECT CONVERT(varchar(36), b.backup_set_uuid) AS backupSetGuid, f.physical_device_name AS [file], CONVERT(int, b.position) AS position,
  CONVERT(varchar(25), b.first_lsn) AS firstLsn, CONVERT(varchar(25), b.last_lsn) AS lastLsn
FROM msdb.dbo.backupset AS b INNER JOIN msdb.dbo.backupmediafamily AS f ON f.media_set_id = b.media_set_id
WHERE b.database_name = @database AND b.type = 'L' AND b.is_copy_only = 0 AND b.last_lsn > CONVERT(numeric(25, 0), @after)
ORDER BY b.first_lsn`,
      parameters: { database: "mgc", after: afterLsn },
    },
    row,
  );
}
