import { type Foreign, msdbOf } from "./foreign.ts";

const count = (rows: readonly unknown[]): number => rows.length;

/** Questions to msdb: backups, restores, log shipping, Agent jobs. */
export const msdbSelects: readonly Foreign[] = [
  {
    at: "sqlmi01",
    sql: "SELECT bs.type, COUNT(*) AS howMany FROM msdb.dbo.backupset bs WHERE bs.database_name = 'mgc' GROUP BY bs.type ORDER BY bs.type",
    columns: "type, howMany",
    rows: (world) => {
      const sets = msdbOf(world, "sqlmi01", "backupset").filter((row) => row.database_name === "mgc");
      return ["D", "L"].map((type) => [type, count(sets.filter((row) => row.type === type))]);
    },
  },
  {
    at: "sqlmi01",
    sql: "SELECT TOP 1 REVERSE(LEFT(REVERSE(f.physical_device_name), CHARINDEX('\\', REVERSE(f.physical_device_name)) - 1)) AS fileName\nFROM msdb.dbo.backupset b\nJOIN msdb.dbo.backupmediafamily f ON f.media_set_id = b.media_set_id AND f.mirror = 0\nWHERE b.database_name = 'mgc' AND b.type = 'L'\nORDER BY b.backup_set_id DESC",
    columns: "fileName",
    holds: ([row]) => /^mgc_\d{14}\.wrk$/.test(String(row?.[0])),
  },
  {
    at: "sqlmi01",
    sql: "WITH chain AS (SELECT backup_set_id, first_lsn, last_lsn, LAG(last_lsn) OVER (ORDER BY backup_set_id) AS prev FROM msdb.dbo.backupset WHERE database_name = N'mgc' AND type = 'L')\nSELECT COUNT(*) AS breaks FROM chain WHERE prev IS NOT NULL AND prev <> first_lsn",
    columns: "breaks",
    rows: () => [[0]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT d.name, lastFull = MAX(CASE b.type WHEN 'D' THEN b.backup_finish_date END), logs = SUM(CASE b.type WHEN 'L' THEN 1 ELSE 0 END)\nFROM sys.databases d LEFT JOIN msdb.dbo.backupset b ON b.database_name = d.name\nWHERE d.database_id > 4 GROUP BY d.name ORDER BY d.name",
    columns: "name, lastFull, logs",
    holds: ([mgc, comp], world) =>
      mgc?.[0] === "mgc" &&
      mgc[1] instanceof Date &&
      mgc[2] === count(msdbOf(world, "sqlmi01", "backupset").filter((row) => row.type === "L")) &&
      comp?.[0] === "mgccomp" &&
      comp[2] === 0,
  },
  {
    at: "sqlto01",
    sql: "SELECT TOP (1) rh.destination_database_name, rh.restore_type, rh.[recovery], bmf.physical_device_name\nFROM msdb..restorehistory rh\nINNER JOIN msdb..backupset bs ON rh.backup_set_id = bs.backup_set_id\nINNER JOIN msdb..backupmediafamily bmf ON bmf.media_set_id = bs.media_set_id\nORDER BY rh.restore_history_id DESC",
    columns: "destination_database_name, restore_type, recovery, physical_device_name",
    rows: (world) => [
      ["mgc", "L", false, String(msdbOf(world, "sqlto01", "log_shipping_secondary_databases")[0]?.last_restored_file)],
    ],
  },
  {
    at: "sqlto01",
    sql: "SELECT restore_type, COUNT(*) c FROM msdb.dbo.restorehistory WHERE destination_database_name = 'mgc' GROUP BY restore_type WITH ROLLUP",
    columns: "restore_type, c",
    rows: (world) => {
      const all = msdbOf(world, "sqlto01", "restorehistory");
      const logs = count(all.filter((row) => row.restore_type === "L"));
      return [
        ["D", count(all) - logs],
        ["L", logs],
        [null, count(all)],
      ];
    },
  },
  {
    at: "sqlmi01",
    sql: "SELECT p.primary_database, p.backup_retention_period, s.secondary_server FROM msdb.dbo.log_shipping_primary_databases p JOIN msdb.dbo.log_shipping_primary_secondaries s ON s.primary_id = p.primary_id",
    columns: "primary_database, backup_retention_period, secondary_server",
    rows: () => [["mgc", 240, "sqlto01\\PCHAT"]],
  },
  {
    at: "sqlto01",
    sql: "SELECT sd.secondary_database, s.primary_server, sd.restore_mode, sd.restore_delay, sd.disconnect_users, DATEDIFF(second, ms.last_restored_date_utc, GETUTCDATE()) AS age\nFROM msdb.dbo.log_shipping_secondary_databases sd\nJOIN msdb.dbo.log_shipping_secondary s ON s.secondary_id = sd.secondary_id\nJOIN msdb.dbo.log_shipping_monitor_secondary ms ON ms.secondary_id = sd.secondary_id",
    columns: "secondary_database, primary_server, restore_mode, restore_delay, disconnect_users, age",
    holds: ([row]) =>
      row?.[0] === "mgc" &&
      row[1] === "sqlmi01\\PCHAT" &&
      row[2] === false &&
      Number(row[5]) >= 0 &&
      Number(row[5]) < 60,
  },
  {
    at: "sqlto01",
    sql: "SELECT agent_type, session_status, COUNT(*) AS n FROM msdb.dbo.log_shipping_monitor_history_detail WHERE session_status IN (2, 3) GROUP BY agent_type, session_status ORDER BY agent_type",
    columns: "agent_type, session_status, n",
    rows: (world) =>
      [1, 2].map((type) => [
        type,
        2,
        count(
          msdbOf(world, "sqlto01", "log_shipping_monitor_history_detail").filter(
            (row) => row.agent_type === type && row.session_status === 2,
          ),
        ),
      ]),
  },
  {
    at: "sqlto01",
    sql: "SELECT COUNT(*) FROM msdb.dbo.log_shipping_monitor_error_detail e WHERE e.log_time_utc > DATEADD(hour, -1, GETUTCDATE())",
    columns: "",
    rows: () => [[0]],
  },
  {
    at: "sqlto01",
    sql: "SELECT j.name, j.enabled, c.name AS category FROM msdb.dbo.sysjobs j INNER JOIN msdb.dbo.syscategories c ON c.category_id = j.category_id ORDER BY j.name",
    columns: "name, enabled, category",
    rows: () => [
      ["LSCopy_sqlmi01_mgc", 1, "Log Shipping"],
      ["LSRestore_sqlmi01_mgc", 1, "Log Shipping"],
    ],
  },
  {
    at: "sqlto01",
    sql: "SELECT j.name, lastRun.run_status\nFROM msdb.dbo.sysjobs j\nOUTER APPLY (SELECT TOP 1 h.run_status FROM msdb.dbo.sysjobhistory h WHERE h.job_id = j.job_id AND h.step_id = 0 ORDER BY h.instance_id DESC) lastRun\nWHERE j.name LIKE 'LS%' ORDER BY j.name",
    columns: "name, run_status",
    rows: () => [
      ["LSCopy_sqlmi01_mgc", 1],
      ["LSRestore_sqlmi01_mgc", 1],
    ],
  },
  {
    at: "sqlmi02",
    sql: "SELECT js.step_name, js.subsystem, CHARINDEX('sqllogship.exe', js.command) AS pos FROM msdb.dbo.sysjobsteps js WHERE EXISTS (SELECT * FROM msdb.dbo.log_shipping_primary_databases p WHERE p.backup_job_id = js.job_id)",
    columns: "step_name, subsystem, pos",
    holds: ([row]) => row?.[0] === "Log shipping backup log job step." && row[1] === "CmdExec" && Number(row[2]) > 1,
  },
  {
    at: "sqlmi01",
    sql: "SELECT j.name, s.name AS schedule, s.freq_subday_type, s.freq_subday_interval FROM msdb.dbo.sysjobs j JOIN msdb.dbo.sysjobschedules js ON js.job_id = j.job_id JOIN msdb.dbo.sysschedules s ON s.schedule_id = js.schedule_id",
    columns: "name, schedule, freq_subday_type, freq_subday_interval",
    rows: () => [["LSBackup_mgc", "LSBackupSchedule", 2, 10]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT COUNT(*) AS running FROM msdb.dbo.sysjobactivity a WHERE a.session_id = (SELECT MAX(session_id) FROM msdb.dbo.syssessions) AND a.start_execution_date IS NOT NULL AND a.stop_execution_date IS NULL",
    columns: "running",
    holds: ([row]) => row?.[0] === 0 || row?.[0] === 1,
  },
  {
    at: "sqlmi01",
    sql: "SELECT TOP 1 STUFF(STUFF(RIGHT('000000' + CAST(run_time AS varchar(6)), 6), 5, 0, ':'), 3, 0, ':') AS started, server FROM msdb.dbo.sysjobhistory ORDER BY instance_id",
    columns: "started, server",
    holds: ([row]) => /^09:00:\d\d$/.test(String(row?.[0])) && row?.[1] === "sqlmi01\\PCHAT",
  },
  {
    at: "sqlmi01",
    sql: "SELECT msdb.dbo.agent_datetime(20260302, 90510) AS at",
    columns: "at",
    rows: () => [[new Date("2026-03-02T09:05:10Z")]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT STUFF((SELECT ', ' + name FROM msdb.dbo.sysjobs ORDER BY name FOR XML PATH('')), 1, 2, '') AS jobs",
    columns: "jobs",
    rows: () => [["LSBackup_mgc"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT bf.logical_name, bf.file_type FROM msdb.dbo.backupfile bf WHERE bf.backup_set_id = (SELECT MIN(backup_set_id) FROM msdb.dbo.backupset WHERE database_name = 'mgc') ORDER BY bf.file_type",
    columns: "logical_name, file_type",
    rows: () => [
      ["mgc", "D"],
      ["mgc_log", "L"],
    ],
  },
];
