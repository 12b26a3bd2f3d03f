import type { SqlCommand } from "./command.ts";

const minutes = 60_000;

/** Takes one secondary off a primary; must come before the primary itself (32011). dba-notes 12. */
export function deletePrimarySecondary(
  target: string,
  at: { readonly server: string; readonly database: string },
): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DECLARE @rc int; EXEC @rc = master.dbo.sp_delete_log_shipping_primary_secondary @primary_database = N'mgc', @secondary_server = @server, @secondary_database = @database; SELECT @rc AS returnCode",
    parameters: { server: at.server, database: at.database },
    deadlineMs: 5 * minutes,
  };
}

/** Removes the log-shipping primary `mgc` with its backup job and history. What it was is in the capture and in the run. */
export function deletePrimaryDatabase(target: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DECLARE @rc int; EXEC @rc = master.dbo.sp_delete_log_shipping_primary_database @database = N'mgc'; SELECT @rc AS returnCode",
    parameters: {},
    deadlineMs: 5 * minutes,
  };
}

/** Switches an Agent job on. Safe to call twice. Source: msdb sp_update_job. */
export function enableJob(target: string, job: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "EXEC msdb.dbo.sp_update_job @job_name = @job, @enabled = 1",
    parameters: { job },
    deadlineMs: minutes,
  };
}

/** Deletes an Agent job with its schedule. Only ever sent for the job that our failover made. */
export function deleteJob(target: string, job: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "EXEC msdb.dbo.sp_delete_job @job_name = @job",
    parameters: { job },
    deadlineMs: minutes,
  };
}
