import { z } from "zod";
import { wholeNumberText } from "#lib/domain/commands/queries/row-values.ts";
import type { SqlQuery } from "#lib/domain/ports.ts";

/**
 * The log shipping jobs of an instance: schedule, newest result, and the run under way. No date of the server is compared with
 * anything: Agent keeps local time, and a change of clocks would make a run an hour long. What is told apart are runs.
 */
export function shippingJobsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT j.name AS name, j.enabled AS enabled, s.subsystem AS subsystem, s.command AS command,
  c.enabled AS scheduleEnabled, c.freq_subday_type AS everyUnit, c.freq_subday_interval AS everyCount,
  CONVERT(varchar(20), h.instance_id) AS lastRunId, h.run_status AS lastOutcome, f.message AS lastMessage,
  CONVERT(varchar(33), a.start_execution_date, 126) AS runningSince
FROM msdb.dbo.sysjobs AS j
INNER JOIN msdb.dbo.sysjobsteps AS s ON s.job_id = j.job_id AND s.step_id = 1
LEFT JOIN msdb.dbo.sysjobschedules AS l ON l.job_id = j.job_id
LEFT JOIN msdb.dbo.sysschedules AS c ON c.schedule_id = l.schedule_id
LEFT JOIN (SELECT n.job_id AS jobId, MAX(CASE WHEN n.step_id = 0 THEN n.instance_id END) AS outcomeId,
    MAX(CASE WHEN n.step_id = 1 THEN n.instance_id END) AS stepId
  FROM msdb.dbo.sysjobhistory AS n GROUP BY n.job_id) AS m ON m.jobId = j.job_id
LEFT JOIN msdb.dbo.sysjobhistory AS h ON h.instance_id = m.outcomeId
LEFT JOIN msdb.dbo.sysjobhistory AS f ON f.instance_id = m.stepId
LEFT JOIN (SELECT MAX(n.session_id) AS sessionId FROM msdb.dbo.syssessions AS n) AS x ON 1 = 1
LEFT JOIN msdb.dbo.sysjobactivity AS a ON a.job_id = j.job_id AND a.stop_execution_date IS NULL
  AND a.start_execution_date IS NOT NULL AND a.session_id = x.sessionId
WHERE s.command LIKE N'%sqllogship%'`,
  };
}

/** Row of `shippingJobsQuery`; `lastOutcome` 0 failed, 1 succeeded, 2 retry, 3 cancelled. */
export const shippingJobRow = z.object({
  name: z.string(),
  enabled: z.number().int(),
  subsystem: z.string(),
  command: z.string(),
  scheduleEnabled: z.number().int().nullable(),
  everyUnit: z.number().int().nullable(),
  everyCount: z.number().int().nullable(),
  lastRunId: wholeNumberText.nullable(),
  lastOutcome: z.number().int().nullable(),
  lastMessage: z.string().nullable(),
  runningSince: z.string().nullable(),
});
export type ShippingJob = z.infer<typeof shippingJobRow>;

/** Services of the instance. From 2008 R2 SP1 on; before, the server answers 208. */
export function sqlServicesQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT v.servicename AS name, v.status_desc AS status, v.startup_type_desc AS startType
FROM sys.dm_server_services AS v`,
  };
}

/** Row of `sqlServicesQuery`. */
export const sqlServiceRow = z.object({ name: z.string(), status: z.string(), startType: z.string() });
export type SqlService = z.infer<typeof sqlServiceRow>;
