import type { SqlCommand } from "./command.ts";

const minute = 60_000;

/** Stops an Agent job from starting on its schedule. A run under way is not ended. Source: msdb sp_update_job. Safe to call twice. */
export function disableJob(target: string, job: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "EXEC msdb.dbo.sp_update_job @job_name = @job, @enabled = 0",
    parameters: { job },
    deadlineMs: minute,
  };
}

/** Lets an Agent job start on its schedule again: the undo of `disableJob`. Source: msdb sp_update_job. Safe to call twice. */
export function enableJob(target: string, job: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "EXEC msdb.dbo.sp_update_job @job_name = @job, @enabled = 1",
    parameters: { job },
    deadlineMs: minute,
  };
}

/** Asks the Agent to run a job once; the answer means queued, not done. Refused with 22022 while it runs. Source: msdb sp_start_job. */
export function startJob(target: string, job: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "EXEC msdb.dbo.sp_start_job @job_name = @job",
    parameters: { job },
    deadlineMs: minute,
  };
}

/** Removes the log shipping secondary `mgc`: failover step 1c of the printed page. Removes history and, with the last database, both jobs. */
export function deleteSecondaryDatabase(target: string, database: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DECLARE @rc int; EXEC @rc = master.dbo.sp_delete_log_shipping_secondary_database @secondary_database = @database; SELECT @rc AS returnCode",
    parameters: { database },
    deadlineMs: 5 * minute,
  };
}

/** A log backup of what serves now every ten minutes, in a folder of its own: never the old log-shipping folder (two forks under one name pattern). */
export function addLogBackupJob(target: string, at: { readonly job: string; readonly folder: string }): SqlCommand {
  return {
    kind: "sql",
    target,
    text: [
      "DECLARE @step nvarchar(max) = N'DECLARE @f nvarchar(260) = N''' + REPLACE(@folder, N'''', N'''''') + N'\\mgc_'' + REPLACE(REPLACE(REPLACE(CONVERT(nvarchar(19), GETUTCDATE(), 120), N''-'', N''''), N'':'', N''''), N'' '', N'''') + N''.trn''; BACKUP LOG mgc TO DISK = @f WITH INIT, CHECKSUM';",
      "EXEC msdb.dbo.sp_add_job @job_name = @job, @enabled = 1;",
      "EXEC msdb.dbo.sp_add_jobstep @job_name = @job, @step_name = N'Back up the log', @subsystem = N'TSQL', @database_name = N'master', @command = @step;",
      "EXEC msdb.dbo.sp_add_jobschedule @job_name = @job, @name = @job, @enabled = 1, @freq_type = 4, @freq_interval = 1, @freq_subday_type = 4, @freq_subday_interval = 10;",
      "EXEC msdb.dbo.sp_add_jobserver @job_name = @job",
    ].join("\n"),
    parameters: { job: at.job, folder: at.folder },
    deadlineMs: minute,
  };
}
