import { z } from "zod";
import type { SqlPort } from "#lib/domain/ports.ts";

const row = z.object({ copyJob: z.string().nullable(), restoreJob: z.string().nullable() });

/** Names of the copy and restore jobs of the secondary `mgc`, found by id and never by naming convention; null when not registered. sql-server.md A5. */
export async function readSecondaryJobs(sql: SqlPort, target: string): Promise<z.infer<typeof row> | null> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT (SELECT j.name FROM msdb.dbo.sysjobs j WHERE j.job_id = s.copy_job_id) AS copyJob, (SELECT j.name FROM msdb.dbo.sysjobs j WHERE j.job_id = s.restore_job_id) AS restoreJob
FROM msdb.dbo.log_shipping_secondary s JOIN msdb.dbo.log_shipping_secondary_databases d ON d.secondary_id = s.secondary_id WHERE d.secondary_database = @database`,
      parameters: { database: "mgc" },
    },
    row,
  );
  return rows[0] ?? null;
}
