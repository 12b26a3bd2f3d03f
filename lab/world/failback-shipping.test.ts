import { expect, test } from "vitest";
import { mgcOf, run, startWorld } from "./world-fixture.ts";

const share = "\\\\fsto01\\LogShip\\mgc";

function primary(overwrite: 0 | 1): string {
  return `DECLARE @job uniqueidentifier, @id uniqueidentifier, @rc int, @sid int, @uid uniqueidentifier;
EXEC @rc = master.dbo.sp_add_log_shipping_primary_database @database = N'mgc', @backup_directory = N'${share}', @backup_share = N'${share}',
  @backup_job_name = N'LSBackup_mgc', @backup_retention_period = 4320, @backup_compression = 2, @monitor_server = N'sqlmi01\\PCHAT', @monitor_server_security_mode = 1,
  @backup_threshold = 60, @threshold_alert = 14420, @threshold_alert_enabled = 1, @history_retention_period = 5760,
  @backup_job_id = @job OUTPUT, @primary_id = @id OUTPUT, @overwrite = ${overwrite};
IF @rc = 0
BEGIN
  EXEC msdb.dbo.sp_add_schedule @schedule_name = N'LSBackupSchedule', @enabled = 1, @freq_type = 4, @freq_interval = 1, @freq_subday_type = 2,
    @freq_subday_interval = 10, @freq_recurrence_factor = 0, @active_start_date = 20260101, @active_end_date = 99991231, @active_start_time = 0,
    @active_end_time = 235900, @schedule_uid = @uid OUTPUT, @schedule_id = @sid OUTPUT;
  EXEC msdb.dbo.sp_attach_schedule @job_id = @job, @schedule_id = @sid;
  EXEC msdb.dbo.sp_update_job @job_id = @job, @enabled = 1;
END
SELECT @rc AS rc, CASE WHEN @uid IS NULL THEN 0 ELSE 1 END AS uid, CASE WHEN @id IS NULL THEN 0 ELSE 1 END AS id`;
}

const secondary = `DECLARE @copy uniqueidentifier, @restore uniqueidentifier, @id uniqueidentifier, @rc int, @rc2 int, @s1 int, @s2 int;
EXEC @rc = master.dbo.sp_add_log_shipping_secondary_primary @primary_server = N'sqlmi01\\PCHAT', @primary_database = N'mgc',
  @backup_source_directory = N'${share}', @backup_destination_directory = N'D:\\LogShip\\mgc', @copy_job_name = N'LSCopy_new', @restore_job_name = N'LSRestore_new',
  @file_retention_period = 4320, @overwrite = 1, @copy_job_id = @copy OUTPUT, @restore_job_id = @restore OUTPUT, @secondary_id = @id OUTPUT;
EXEC msdb.dbo.sp_add_schedule @schedule_name = N'DefaultCopyJobSchedule', @freq_type = 4, @freq_interval = 1, @freq_subday_type = 2, @freq_subday_interval = 10, @schedule_id = @s1 OUTPUT;
EXEC msdb.dbo.sp_add_schedule @schedule_name = N'DefaultRestoreJobSchedule', @freq_type = 4, @freq_interval = 1, @freq_subday_type = 2, @freq_subday_interval = 10, @schedule_id = @s2 OUTPUT;
EXEC msdb.dbo.sp_attach_schedule @job_id = @copy, @schedule_id = @s1;
EXEC msdb.dbo.sp_attach_schedule @job_id = @restore, @schedule_id = @s2;
EXEC @rc2 = master.dbo.sp_add_log_shipping_secondary_database @secondary_database = N'mgc', @primary_server = N'sqlmi01\\PCHAT', @primary_database = N'mgc',
  @restore_delay = 0, @restore_all = 1, @restore_mode = 0, @disconnect_users = 0, @restore_threshold = 45, @threshold_alert_enabled = 1, @history_retention_period = 5760, @overwrite = 1;
EXEC msdb.dbo.sp_update_job @job_id = @copy, @enabled = 1; EXEC msdb.dbo.sp_update_job @job_id = @restore, @enabled = 1;
SELECT @rc AS rc, @rc2 AS rc2`;

const remove = (secondaryToo: boolean) => `DECLARE @a int = 9, @b int = 9;
${secondaryToo ? "EXEC @a = master.dbo.sp_delete_log_shipping_primary_secondary N'mgc', N'sqlto01\\PCHAT', N'mgc';" : ""}
EXEC @b = master.dbo.sp_delete_log_shipping_primary_database @database = N'mgc'; SELECT @a, @b`;

test("log shipping taken down and built anew ships a whole round trip", async () => {
  const lab = startWorld();
  const { homeA, homeB, otherA, world } = lab;
  await lab.seconds(40);
  const early = await run(homeA, remove(false));
  expect([early.errors, early.rows]).toEqual([[32011], [[9, 1]]]);
  for (const home of [homeA, homeB]) {
    // A job that is stopped between BACKUP and rename leaves its log in a .wrk that nobody ships.
    await run(home, "EXEC msdb.dbo.sp_update_job @job_name = N'LSBackup_mgc', @enabled = 0");
    await lab.seconds(5);
    expect((await run(home, remove(true))).rows).toEqual([[0, 0]]);
    expect((await run(home, remove(true))).errors).toEqual([32010, 32010]);
    expect((await run(home, "SELECT name FROM msdb.dbo.sysjobs")).rows).toEqual([]);
  }
  expect(
    (await run(otherA, "EXEC master.dbo.sp_delete_log_shipping_secondary_database @secondary_database = N'mgc'"))
      .errors,
  ).toEqual([]);
  await lab.seconds(20);
  const frozen = mgcOf(otherA).content.messages.length;
  expect((await run(homeA, primary(1))).rows).toEqual([[0, 1, 1]]);
  const again = await run(homeA, primary(0));
  expect([again.errors, again.rows]).toEqual([[32009], [[1, 0, 0]]]);
  expect((await run(homeB, primary(1))).rows).toEqual([[0, 1, 1]]);
  const link =
    "DECLARE @rc int; EXEC @rc = master.dbo.sp_add_log_shipping_primary_secondary @primary_database = N'mgc', @secondary_server = N'sqlto01\\PCHAT', @secondary_database = N'mgc', @overwrite = 1; SELECT @rc";
  expect((await run(homeA, link)).rows).toEqual([[0]]);
  expect((await run(otherA, secondary)).rows).toEqual([[0, 0]]);
  await lab.seconds(120);
  expect(mgcOf(otherA).content.messages.length).toBeGreaterThan(frozen);
  expect(world.messages.length - mgcOf(otherA).content.messages.length).toBeLessThan(120);
  const monitor = await run(
    otherA,
    "EXEC master.dbo.sp_help_log_shipping_monitor_secondary @secondary_server = N'sqlto01\\PCHAT', @secondary_database = N'mgc'",
  );
  expect(monitor.rows.length).toBe(1);
  expect(monitor.columns[0]).not.toContain("last_restored_latency");
  const own = await run(homeA, "EXEC master.dbo.sp_help_log_shipping_monitor_primary N'sqlmi01\\PCHAT', N'mgc'");
  expect(String(own.rows[0]?.[own.columns[0]?.indexOf("last_backup_file") ?? -1])).toMatch(/mgc_\d{14}\.trn$/);
});

test("a schedule is changed by its job or its id, and the job keeps to it", async () => {
  const { homeA, seconds } = startWorld();
  const rows = "SELECT COUNT(*) FROM msdb.dbo.sysjobhistory WHERE step_id = 0";
  const slower =
    "EXEC msdb.dbo.sp_update_jobschedule @job_name = N'LSBackup_mgc', @name = N'LSBackupSchedule', @freq_subday_type = 4, @freq_subday_interval = 15";
  expect((await run(homeA, slower)).errors).toEqual([]);
  await seconds(60);
  expect(Number((await run(homeA, rows)).rows[0]?.[0])).toBeLessThan(3);
  expect(
    (
      await run(
        homeA,
        "DECLARE @id int; SELECT @id = schedule_id FROM msdb.dbo.sysschedules; EXEC msdb.dbo.sp_update_schedule @schedule_id = @id, @freq_subday_type = 2, @freq_subday_interval = 10",
      )
    ).errors,
  ).toEqual([]);
  await seconds(60);
  expect(Number((await run(homeA, rows)).rows[0]?.[0])).toBeGreaterThan(4);
  expect((await run(homeA, "EXEC msdb.dbo.sp_update_schedule @name = N'nobody', @enabled = 0")).errors).toEqual([
    14262,
  ]);
});
