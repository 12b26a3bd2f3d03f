import { expect, test } from "vitest";
import type { ServerEvent } from "#lab/sql-server/contract.ts";
import { execute } from "#lab/sql-server/sql/execute.ts";
import { VirtualClock } from "./clock.ts";
import { Disk } from "./disk.ts";
import type { InstanceWorld } from "./instance-world.ts";
import { MemoryStore } from "./memory-store.ts";
import { World } from "./world.ts";

async function settledWorld(): Promise<{ world: World; clock: VirtualClock }> {
  const clock = new VirtualClock();
  const world = World.open("", { clock, disk: new Disk(new MemoryStore(clock)) });
  for (let second = 0; second < 40; second += 1) await world.tick(clock.advance(1000));
  return { world, clock };
}

async function rowsOf(instance: InstanceWorld | null, sql: string) {
  if (!instance) throw new TypeError("no such instance");
  const open = instance.openSession({ login: "console", hostName: "CONSOLE", programName: "test", database: "master" });
  const events: ServerEvent[] = [];
  for await (const event of execute(instance.catalog, open.session, sql, [])) events.push(event);
  open.end();
  const errors = events.flatMap((event) =>
    event.kind === "error" ? [`${event.error.number} ${event.error.message}`] : [],
  );
  return { errors, rows: events.flatMap((event) => (event.kind === "row" ? [event.values] : [])) };
}

const onPrincipal = [
  "SELECT SYSUTCDATETIME() AS sampledUtc, @@SERVERNAME AS srv, l.nodeID, n.nodeName, l.lastChatID FROM mgc.dbo.tblLastChatId l JOIN mgc.dbo.tblNode n ON n.nodeID = l.nodeID",
  "SELECT @@SERVERNAME srv, (SELECT SUM(lastChatID) FROM mgc.dbo.tblLastChatId) sumIds, (SELECT COUNT_BIG(*) FROM mgc.dbo.tblChat) messages, (SELECT COUNT(*) FROM mgc.dbo.tblNode WHERE nodeType=0) rooms, (SELECT COUNT(*) FROM mgc.dbo.tblPrincipal) principals, (SELECT TOP 1 configPoolID FROM mgc.dbo.tblConfig) dbGuid",
  "SELECT MAX(chatDate) ticks, mgc.dbo.fnTicksToDate(MAX(chatDate)) lastMessage FROM mgc.dbo.tblChat",
  "SELECT serverID, serverAddress, serverLastPingTime FROM mgc.dbo.tblServerIdentity",
  "SELECT name,state_desc,is_in_standby,recovery_model_desc,log_reuse_wait_desc FROM sys.databases WHERE name IN ('mgc','mgccomp')",
  "SELECT DB_NAME(database_id) db, mirroring_role_desc, mirroring_state_desc, mirroring_safety_level_desc, mirroring_partner_instance, mirroring_witness_state_desc FROM sys.database_mirroring WHERE DB_NAME(database_id) IN ('mgc','mgccomp')",
  "EXEC sys.sp_help_log_shipping_monitor",
  "EXEC master.dbo.sp_help_log_shipping_primary_database @database = N'mgc'",
  "SELECT spid, dbid, loginame, hostname, program_name, status, cmd, last_batch FROM master.dbo.sysprocesses WHERE dbid = DB_ID(N'mgc') AND spid <> @@SPID AND spid > 50",
  "SELECT vs.volume_mount_point, vs.available_bytes FROM sys.master_files f CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) vs",
  "SELECT e.state_desc, t.port FROM sys.database_mirroring_endpoints e JOIN sys.tcp_endpoints t ON t.endpoint_id = e.endpoint_id",
  "EXEC master.sys.xp_dirtree N'\\\\fsto01\\LogShip\\mgc', 1, 1",
  "SELECT servicename, status_desc FROM sys.dm_server_services",
  "SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion'))",
];
const onSecondary = [
  "SELECT secondary_database, last_copied_file, last_restored_file, last_restored_latency, restore_threshold FROM msdb.dbo.log_shipping_monitor_secondary WHERE secondary_database = 'mgc'",
  "SELECT TOP 20 rh.restore_date, bs.type, CONVERT(varchar(25), bs.last_lsn), bmf.physical_device_name FROM msdb.dbo.restorehistory rh JOIN msdb.dbo.backupset bs ON bs.backup_set_id = rh.backup_set_id JOIN msdb.dbo.backupmediafamily bmf ON bmf.media_set_id = bs.media_set_id WHERE rh.destination_database_name='mgc' ORDER BY rh.restore_history_id DESC",
  "SELECT j.name, j.enabled, a.start_execution_date FROM msdb.dbo.sysjobs j JOIN msdb.dbo.sysjobactivity a ON a.job_id = j.job_id WHERE a.session_id = (SELECT MAX(session_id) FROM msdb.dbo.syssessions)",
  "SELECT CONVERT(varchar(25), redo_start_lsn), redo_start_fork_guid FROM sys.master_files WHERE database_id = DB_ID(N'mgc') AND type = 0",
  "EXEC master.dbo.sp_help_log_shipping_secondary_database @secondary_database = N'mgc'",
];

test("answers the console's usual questions on the principal and the secondary", async () => {
  const { world } = await settledWorld();
  for (const [name, list] of [
    ["sqlmi01", onPrincipal],
    ["sqlto01", onSecondary],
  ] as const)
    for (const sql of list) {
      const answer = await rowsOf(world.instance(name), sql);
      expect({ sql, errors: answer.errors, some: answer.rows.length > 0 }).toEqual({ sql, errors: [], some: true });
    }
});

test("a log-shipping secondary cannot be read, and its set-up can be removed", async () => {
  const { world } = await settledWorld();
  const other = world.instance("sqlto01");
  expect((await rowsOf(other, "SELECT * FROM mgc.dbo.tblNode")).errors[0]).toMatch(/^927 /);
  expect(
    (await rowsOf(other, "EXEC master.dbo.sp_delete_log_shipping_secondary_database @secondary_database = N'mgc'"))
      .errors,
  ).toEqual([]);
  expect((await rowsOf(other, "SELECT name FROM msdb.dbo.sysjobs")).rows).toEqual([]);
  expect(
    (await rowsOf(other, "EXEC master.dbo.sp_delete_log_shipping_secondary_database @secondary_database = N'mgc'"))
      .errors[0],
  ).toMatch(/^32014 /);
});

test("a started job runs by itself, and a second start is refused with 22022", async () => {
  const { world, clock } = await settledWorld();
  const other = world.instance("sqlto01");
  const sql = `DECLARE @j uniqueidentifier, @s int;
EXEC msdb.dbo.sp_add_job @job_name = N'LogBackup_mgc', @job_id = @j OUTPUT;
EXEC msdb.dbo.sp_add_jobstep @job_id = @j, @step_name = N'back up', @subsystem = N'TSQL', @command = N'BACKUP DATABASE master TO DISK = N''\\\\fsto01\\NewLogs\\mgc\\m.bak''', @database_name = N'master';
EXEC msdb.dbo.sp_add_schedule @schedule_name = N'every 10 s', @freq_type = 4, @freq_interval = 1, @freq_subday_type = 2, @freq_subday_interval = 10, @schedule_id = @s OUTPUT;
EXEC msdb.dbo.sp_attach_schedule @job_id = @j, @schedule_id = @s;
EXEC msdb.dbo.sp_add_jobserver @job_id = @j;`;
  expect((await rowsOf(other, sql)).errors).toEqual([]);
  const start = "EXEC msdb.dbo.sp_start_job @job_name = N'LogBackup_mgc'";
  expect((await rowsOf(other, start)).errors).toEqual([]);
  expect((await rowsOf(other, start)).errors[0]).toMatch(/^22022 /);
  for (let i = 0; i < 30; i += 1) await world.tick(clock.advance(1000));
  const history = await rowsOf(
    other,
    "SELECT h.run_status, h.message FROM msdb.dbo.sysjobhistory h JOIN msdb.dbo.sysjobs j ON j.job_id = h.job_id WHERE j.name = N'LogBackup_mgc' AND h.step_id = 0",
  );
  expect(history.rows.length).toBeGreaterThanOrEqual(3);
  expect(history.rows.map((row) => row[0])).not.toContain(0);
});
