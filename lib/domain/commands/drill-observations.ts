import { z } from "zod";
import type { SqlPort } from "#lib/domain/ports.ts";

/** What a drill restores into: one name, so that whatever an earlier one left behind is found and stands in the way. */
export const drillDatabase = "mgc_drill";

const fullRow = z.object({
  backupSetGuid: z.string(),
  file: z.string(),
  position: z.number(),
  firstLsn: z.string(),
  lastLsn: z.string(),
  finished: z.string().nullable(),
});
/** A full backup as its writer's msdb knows it; LSNs as decimal text, the time on the writer's own clock. */
export type TakenFull = z.infer<typeof fullRow>;

/** The newest full backups of `mgc` that an instance knows of, newest first, wherever they lie. */
export async function readTakenFulls(sql: SqlPort, target: string): Promise<readonly TakenFull[]> {
  return sql.read(
    {
      target,
      text: `SELECT TOP 20 CONVERT(varchar(36), b.backup_set_uuid) AS backupSetGuid, f.physical_device_name AS [file], CONVERT(int, b.position) AS position,
  CONVERT(varchar(25), b.first_lsn) AS firstLsn, CONVERT(varchar(25), b.last_lsn) AS lastLsn,
  CONVERT(varchar(19), b.backup_finish_date, 126) AS finished
FROM msdb.dbo.backupset AS b INNER JOIN msdb.dbo.backupmediafamily AS f ON f.media_set_id = b.media_set_id
WHERE b.database_name = @database AND b.type = 'D'
ORDER BY b.backup_set_id DESC`,
      parameters: { database: "mgc" },
    },
    fullRow,
  );
}

const existsRow = z.object({ "File Exists": z.number() });
/** Whether a file is there for an instance's own eyes. sql-server.md D4. */
export async function fileExists(sql: SqlPort, target: string, path: string): Promise<boolean> {
  const rows = await sql.read({ target, text: "EXEC master.dbo.xp_fileexist @path", parameters: { path } }, existsRow);
  return rows[0]?.["File Exists"] === 1;
}
