import { expect, test } from "vitest";
import { run, startWorld } from "./world-fixture.ts";

const removed = `EXEC master.dbo.sp_delete_log_shipping_primary_secondary N'mgc', N'sqlto01\\PCHAT', N'mgc'; EXEC master.dbo.sp_delete_log_shipping_primary_database N'mgc'`;
const added = `DECLARE @j uniqueidentifier, @p uniqueidentifier, @s int;
EXEC master.dbo.sp_add_log_shipping_primary_database @database = N'mgc', @backup_directory = N'\\\\fsto01\\LogShip\\mgc', @backup_share = N'\\\\fsto01\\LogShip\\mgc', @backup_job_name = N'LSBackup_mgc', @backup_retention_period = 240, @monitor_server = N'sqlto02\\PCHAT', @monitor_server_security_mode = 1, @backup_threshold = 60, @threshold_alert_enabled = 1, @history_retention_period = 5760, @backup_job_id = @j OUTPUT, @primary_id = @p OUTPUT;
EXEC msdb.dbo.sp_add_schedule @schedule_name = N'often', @freq_type = 4, @freq_interval = 1, @freq_subday_type = 2, @freq_subday_interval = 10, @schedule_id = @s OUTPUT;
EXEC msdb.dbo.sp_attach_schedule @job_id = @j, @schedule_id = @s;
EXEC msdb.dbo.sp_update_job @job_id = @j, @enabled = 1`;

test("a monitor server of its own sees the primary, misses what happens while it is away, and must answer for set-up and removal", async () => {
  const lab = startWorld();
  const { homeA, otherB, world } = lab;
  const watched = "EXEC master.sys.sp_help_log_shipping_monitor";
  const history = "SELECT COUNT(*) FROM msdb.dbo.log_shipping_monitor_history_detail WHERE agent_type = 0";
  await lab.seconds(20);
  expect((await run(homeA, removed)).errors).toEqual([]);
  world.faults.add(`instance-stopped:${otherB.name}`);
  expect((await run(homeA, added)).errors).toContain(32054);
  world.faults.clear();
  await run(homeA, "EXEC master.dbo.sp_delete_log_shipping_primary_database N'mgc'");
  expect((await run(homeA, added)).errors).toEqual([]);
  await lab.seconds(30);
  expect((await run(otherB, watched)).rows.map((row) => [row[1], row[2], row[5] !== null])).toEqual([
    [true, homeA.name, true],
  ]);
  const before = (await run(otherB, history)).rows[0]?.[0];
  expect(before).toBeGreaterThan(0);
  world.faults.add(`instance-stopped:${otherB.name}`);
  await lab.seconds(20);
  expect((await run(homeA, removed)).errors).toContain(32054);
  world.faults.clear();
  expect((await run(otherB, history)).rows[0]?.[0]).toBe(before);
  await lab.seconds(20);
  expect((await run(otherB, history)).rows[0]?.[0]).toBeGreaterThan(Number(before));
  expect((await run(homeA, "EXEC master.dbo.sp_delete_log_shipping_primary_database N'mgc'")).errors).toEqual([]);
  expect((await run(otherB, watched)).rows).toEqual([]);
});
