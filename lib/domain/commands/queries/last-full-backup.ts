import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { CHAT_DATABASE } from "./instance-state.ts";
import { wholeNumberText } from "./row-values.ts";

/**
 * Size and duration of the newest full backup of `mgc` that this instance knows of: its own, or the one it was restored from, whose
 * history came along. Both times are of the same server, so no zone matters. sql-server.md B5.
 */
export function lastFullBackupQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT TOP 1 CONVERT(varchar(20), ISNULL(b.compressed_backup_size, b.backup_size)) AS sizeBytes,
  DATEDIFF(second, b.backup_start_date, b.backup_finish_date) AS seconds
FROM msdb.dbo.backupset AS b
WHERE b.database_name = @database AND b.type = 'D'
ORDER BY b.backup_finish_date DESC`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `lastFullBackupQuery`; a backup of less than a second has 0 seconds. */
export const lastFullBackupRow = z.object({ sizeBytes: wholeNumberText, seconds: z.number().int() });
