import { databaseNames, type Foreign, mgcAtHome } from "./foreign.ts";

/** Questions about the instance, its databases, files, mirroring and who is connected. */
export const serverSelects: readonly Foreign[] = [
  {
    at: "sqlmi01",
    sql: "select name, recovery_model_desc from master.sys.databases where database_id > 4 order by name",
    columns: "name, recovery_model_desc",
    rows: () => [
      ["mgc", "FULL"],
      ["mgccomp", "FULL"],
    ],
  },
  {
    at: "sqlto01",
    sql: "SELECT d.name AS [Database], d.state_desc [State], CASE WHEN d.collation_name IS NULL THEN 'closed' ELSE 'open' END AS Door\nFROM sys.databases d\nWHERE d.name LIKE N'mgc%'\nORDER BY 1 DESC",
    columns: "Database, State, Door",
    rows: () => [
      ["mgccomp", "ONLINE", "open"],
      ["mgc", "RESTORING", "closed"],
    ],
  },
  {
    at: "sqlto02",
    sql: "SELECT COUNT(*) FROM sys.databases WHERE DB_ID(N'mgc') IS NOT NULL",
    columns: "",
    rows: () => [[0]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT d.name, mf.name AS logical, UPPER(RIGHT(mf.physical_name, 3)) AS ext, mf.size / 128 AS MB\nFROM sys.databases AS d INNER JOIN sys.master_files AS mf ON mf.database_id = d.database_id\nWHERE d.name = 'mgc' ORDER BY mf.file_id",
    columns: "name, logical, ext, MB",
    rows: () => [
      ["mgc", "mgc", "MDF", 256],
      ["mgc", "mgc_log", "LDF", 128],
    ],
  },
  {
    at: "sqlmi01",
    sql: "SELECT DB_NAME(database_id) AS db, SUM(CASE type_desc WHEN 'LOG' THEN size ELSE 0 END) * 8 / 1024 AS LogMb, COUNT(*) AS Files FROM sys.master_files GROUP BY database_id HAVING SUM(size) > 10 ORDER BY db",
    columns: "db, LogMb, Files",
    rows: (world) => [...databaseNames(world, "sqlmi01")].sort().map((name) => [name, 128, 2]),
  },
  {
    at: "sqlmi01",
    sql: "SELECT DB_NAME(m.database_id) AS mirrored, m.mirroring_role_desc, m.mirroring_state_desc, m.mirroring_safety_level_desc, m.mirroring_partner_instance, m.mirroring_witness_state_desc\nFROM sys.database_mirroring m WHERE m.mirroring_guid IS NOT NULL ORDER BY mirrored",
    columns:
      "mirrored, mirroring_role_desc, mirroring_state_desc, mirroring_safety_level_desc, mirroring_partner_instance, mirroring_witness_state_desc",
    rows: () =>
      ["mgc", "mgccomp"].map((name) => [name, "PRINCIPAL", "SYNCHRONIZED", "FULL", "sqlmi02\\PCHAT", "CONNECTED"]),
  },
  {
    at: "sqlmi02",
    sql: "SELECT TOP (1) mirroring_role, mirroring_role_sequence, mirroring_partner_name FROM sys.database_mirroring WHERE database_id = DB_ID('MGC')",
    columns: "mirroring_role, mirroring_role_sequence, mirroring_partner_name",
    rows: () => [[2, 1, "TCP://sqlmi01.contoso.local:5022"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT CAST(mirroring_failover_lsn AS varchar(30)) AS failoverLsn FROM sys.database_mirroring WHERE database_id = DB_ID('mgc')",
    columns: "failoverLsn",
    holds: ([row]) => /^38\d{15,}$/.test(String(row?.[0])),
  },
  {
    at: "sqlmi01",
    sql: "SELECT e.name, e.state_desc, e.role_desc, t.port FROM sys.database_mirroring_endpoints e LEFT JOIN sys.tcp_endpoints t ON t.endpoint_id = e.endpoint_id",
    columns: "name, state_desc, role_desc, port",
    rows: () => [["Mirroring", "STARTED", "PARTNER", 5022]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT d.name, m.mirroring_role_desc FROM sys.databases d LEFT OUTER JOIN sys.database_mirroring m ON m.database_id = d.database_id AND m.mirroring_role = 1 WHERE d.name IN ('msdb', 'mgc') ORDER BY d.database_id DESC",
    columns: "name, mirroring_role_desc",
    rows: () => [
      ["mgc", "PRINCIPAL"],
      ["msdb", null],
    ],
  },
  {
    at: "sqlmi01",
    sql: "SELECT s.host_name, s.login_name, COUNT(*) AS n FROM sys.dm_exec_sessions s WHERE s.is_user_process = 1 AND s.database_id = DB_ID(N'mgc') GROUP BY s.host_name, s.login_name ORDER BY s.host_name",
    columns: "host_name, login_name, n",
    rows: () => [1, 2, 3, 4].map((n) => [`PCHAT0${n}`, "CONTOSO\\svc-pchat", 1]),
  },
  {
    at: "sqlmi01",
    sql: "SELECT r.session_id, r.command, r.status, s.program_name FROM sys.dm_exec_requests r JOIN sys.dm_exec_sessions s ON s.session_id = r.session_id WHERE r.session_id = @@SPID",
    columns: "session_id, command, status, program_name",
    holds: ([row]) => row?.[1] === "SELECT" && row[2] === "running" && row[3] === "ad hoc",
  },
  {
    at: "sqlmi01",
    sql: "SELECT COUNT(DISTINCT l.request_session_id) FROM sys.dm_tran_locks l WHERE l.resource_type = 'DATABASE' AND l.resource_database_id = (SELECT database_id FROM sys.databases WHERE name = 'mgc')",
    columns: "",
    rows: () => [[4]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT RTRIM(hostname) AS h, RTRIM(loginame) AS l, DB_NAME(dbid) AS db FROM master..sysprocesses WHERE dbid = DB_ID('mgc') AND blocked = 0 ORDER BY spid",
    columns: "h, l, db",
    holds: (rows) => rows.length === 4 && rows.every((row) => row[2] === "mgc" && row[1] === "CONTOSO\\svc-pchat"),
  },
  {
    at: "sqlmi01",
    sql: "SELECT name, type_desc, is_disabled FROM sys.server_principals WHERE type IN ('S','U') AND name NOT LIKE '##%' ORDER BY principal_id",
    columns: "name, type_desc, is_disabled",
    rows: () => [
      ["sa", "SQL_LOGIN", false],
      ["console", "SQL_LOGIN", false],
      ["CONTOSO\\svc-pchat", "WINDOWS_LOGIN", false],
      ["CONTOSO\\svc-sql", "WINDOWS_LOGIN", false],
      ["pchat_reports", "SQL_LOGIN", false],
    ],
  },
  {
    at: "sqlmi01",
    sql: "SELECT dp.name AS [user], sp.name AS [login], SUSER_SNAME(dp.sid) AS again FROM mgc.sys.database_principals dp LEFT JOIN sys.server_principals sp ON sp.sid = dp.sid WHERE dp.type IN ('S', 'U') AND dp.principal_id > 4 ORDER BY dp.name",
    columns: "user, login, again",
    rows: () => [
      ["CONTOSO\\svc-pchat", "CONTOSO\\svc-pchat", "CONTOSO\\svc-pchat"],
      ["pchat_reports", "pchat_reports", "pchat_reports"],
    ],
  },
  {
    at: "sqlto01",
    sql: "SELECT CONVERT(sysname, SERVERPROPERTY('InstanceName')) AS inst, CAST(SERVERPROPERTY('ProductVersion') AS varchar(20)) AS ver, CAST(SERVERPROPERTY('IsClustered') AS int) AS cl, @@SERVERNAME AS srv",
    columns: "inst, ver, cl, srv",
    rows: () => [["PCHAT", "12.0.6024.0", 0, "sqlto01\\PCHAT"]],
  },
  {
    at: "sqlto01",
    sql: "SELECT DATABASEPROPERTYEX('mgc', 'Status') AS st, DATABASEPROPERTYEX('nosuchdb', 'Status') AS none, HAS_DBACCESS('mgc') AS hasIt",
    columns: "st, none, hasIt",
    rows: () => [["RESTORING", null, 0]],
  },
  {
    at: "sqlto01",
    sql: "SELECT CONVERT(varchar(25), MIN(redo_start_lsn)) AS redo, COUNT(redo_start_fork_guid) AS forks FROM sys.master_files WHERE database_id = DB_ID('mgc')",
    columns: "redo, forks",
    holds: ([row]) => /^38\d+$/.test(String(row?.[0])) && row?.[1] === 2,
  },
  {
    at: "sqlmi01",
    sql: "SELECT DISTINCT vs.volume_mount_point, vs.total_bytes / 1073741824 AS GB FROM sys.master_files mf CROSS APPLY sys.dm_os_volume_stats(mf.database_id, mf.file_id) vs",
    columns: "volume_mount_point, GB",
    rows: () => [["D:\\", "200"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT LEFT(servicename, 16) AS svc, status_desc FROM sys.dm_server_services WHERE servicename LIKE N'SQL Server Agent%'",
    columns: "svc, status_desc",
    rows: () => [["SQL Server Agent", "Running"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT name, CAST(value_in_use AS int) v FROM sys.configurations WHERE name IN (N'xp_cmdshell', 'Agent XPs') ORDER BY name",
    columns: "name, v",
    rows: () => [
      ["Agent XPs", 1],
      ["xp_cmdshell", 0],
    ],
  },
  {
    at: "sqlmi01",
    sql: "SELECT CASE WHEN family_guid = database_guid THEN 1 ELSE 0 END AS same, CASE WHEN last_log_backup_lsn IS NULL THEN 'broken' ELSE 'chain' END AS lsn FROM sys.database_recovery_status WHERE database_id = DB_ID('mgc')",
    columns: "same, lsn",
    rows: (world) => [[mgcAtHome(world).db.familyGuid === mgcAtHome(world).db.databaseGuid ? 1 : 0, "chain"]],
  },
  {
    at: "sqlmi01",
    sql: "SELECT t.text FROM sys.dm_exec_requests AS r CROSS APPLY sys.dm_exec_sql_text(r.sql_handle) AS t WHERE r.session_id = @@SPID /* me */",
    columns: "text",
    holds: ([row]) => String(row?.[0]).endsWith("/* me */"),
  },
  {
    at: "sqlmi01",
    sql: "SELECT name, status & 32 AS loading FROM master..sysdatabases WHERE name LIKE 'mgc%' ORDER BY dbid",
    columns: "name, loading",
    rows: () => [
      ["mgc", 0],
      ["mgccomp", 0],
    ],
  },
  {
    at: "sqlmi01",
    sql: "EXEC msdb.dbo.sp_dbmmonitorresults N'mgc', 0, 0",
    columns:
      "database_name, role, mirroring_state, witness_status, log_generation_rate, unsent_log, send_rate, unrestored_log, recovery_rate, transaction_delay, transactions_per_sec, average_delay, time_recorded, time_behind, local_time",
    holds: ([row]) => row?.[0] === "mgc" && row[1] === 1 && row[2] === 4 && row[3] === 1 && row[5] === 0,
  },
  {
    at: "sqlmi01",
    sql: "SELECT SUSER_SNAME(owner_sid) AS owner_name, is_trustworthy_on, is_db_chaining_on, page_verify_option_desc, compatibility_level FROM sys.databases WHERE name = N'mgc'",
    columns: "owner_name, is_trustworthy_on, is_db_chaining_on, page_verify_option_desc, compatibility_level",
    rows: () => [["sa", false, false, "CHECKSUM", 120]],
  },
];
