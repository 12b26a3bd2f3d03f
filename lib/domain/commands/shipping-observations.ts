import { z } from "zod";
import type { SqlPort } from "#lib/domain/ports.ts";

const primaryRow = z.object({
  job: z.string().nullable(),
  enabled: z.number().nullable(),
  schedules: z.number(),
  secondaries: z.number(),
});
export type ShippingPrimaryReading = z.infer<typeof primaryRow>;

/** What an instance has as log-shipping primary of `mgc`; null when it is none. The job is found by its id, never by its name. */
export async function readShippingPrimary(sql: SqlPort, target: string): Promise<ShippingPrimaryReading | null> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT j.name AS job, CONVERT(int, j.enabled) AS enabled,
  (SELECT COUNT(*) FROM msdb.dbo.sysjobschedules AS s WHERE s.job_id = p.backup_job_id) AS schedules,
  (SELECT COUNT(*) FROM msdb.dbo.log_shipping_primary_secondaries AS x WHERE x.primary_id = p.primary_id) AS secondaries
FROM msdb.dbo.log_shipping_primary_databases AS p LEFT JOIN msdb.dbo.sysjobs AS j ON j.job_id = p.backup_job_id
WHERE p.primary_database = @database`,
      parameters: { database: "mgc" },
    },
    primaryRow,
  );
  return rows[0] ?? null;
}

const secondaryOfRow = z.object({ server: z.string(), database: z.string() });
/** Secondaries that a primary of `mgc` names. */
export async function readPrimarySecondaries(
  sql: SqlPort,
  target: string,
): Promise<readonly z.infer<typeof secondaryOfRow>[]> {
  return sql.read(
    {
      target,
      text: `SELECT x.secondary_server AS server, x.secondary_database AS [database]
FROM msdb.dbo.log_shipping_primary_secondaries AS x
INNER JOIN msdb.dbo.log_shipping_primary_databases AS p ON p.primary_id = x.primary_id WHERE p.primary_database = @database`,
      parameters: { database: "mgc" },
    },
    secondaryOfRow,
  );
}

const secondaryRow = z.object({
  copyJob: z.string().nullable(),
  restoreJob: z.string().nullable(),
  copySchedules: z.number(),
  restoreSchedules: z.number(),
  databases: z.number(),
});
/** What an instance has as log-shipping secondary of `mgc`; null when it is none. */
export async function readShippingSecondary(
  sql: SqlPort,
  target: string,
): Promise<z.infer<typeof secondaryRow> | null> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT (SELECT j.name FROM msdb.dbo.sysjobs AS j WHERE j.job_id = s.copy_job_id) AS copyJob,
  (SELECT j.name FROM msdb.dbo.sysjobs AS j WHERE j.job_id = s.restore_job_id) AS restoreJob,
  (SELECT COUNT(*) FROM msdb.dbo.sysjobschedules AS c WHERE c.job_id = s.copy_job_id) AS copySchedules,
  (SELECT COUNT(*) FROM msdb.dbo.sysjobschedules AS r WHERE r.job_id = s.restore_job_id) AS restoreSchedules,
  (SELECT COUNT(*) FROM msdb.dbo.log_shipping_secondary_databases AS d WHERE d.secondary_id = s.secondary_id) AS databases
FROM msdb.dbo.log_shipping_secondary AS s WHERE s.primary_database = @database`,
      parameters: { database: "mgc" },
    },
    secondaryRow,
  );
  return rows[0] ?? null;
}
