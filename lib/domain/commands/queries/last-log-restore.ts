import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { CHAT_DATABASE } from "./instance-state.ts";

/** The log backup that the instance restored last into `mgc`, by its own history: it outlives the log shipping set-up. sql-server.md B5. */
export function lastLogRestoreQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT TOP 1 f.physical_device_name AS [file]
FROM msdb.dbo.restorehistory AS r
INNER JOIN msdb.dbo.backupset AS b ON b.backup_set_id = r.backup_set_id
INNER JOIN msdb.dbo.backupmediafamily AS f ON f.media_set_id = b.media_set_id
WHERE r.destination_database_name = @database AND r.restore_type = 'L'
ORDER BY r.restore_history_id DESC`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `lastLogRestoreQuery`. */
export const lastLogRestoreRow = z.object({ file: z.string().nullable() });
