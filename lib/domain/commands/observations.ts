import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";
import type { SqlPort } from "#lib/domain/ports.ts";
import type { Watermark } from "#lib/domain/store-port.ts";
import { roomKey, roomWatermarkRow, roomWatermarksQuery } from "./queries/chat-rooms.ts";

const jobRow = z.object({
  enabled: z.number(),
  running: z.number(),
  lastRun: z.number(),
  lastOutcome: z.number().nullable(),
  lastMessage: z.string().nullable(),
});
/** `lastRun` is the newest sysjobhistory instance of the job's outcome row, 0 when none. */
export type JobReading = z.infer<typeof jobRow>;

/** An Agent job by name: enabled, running (newest Agent session only), newest outcome; null when there is no such job. sql-server.md A6. */
export async function readJob(sql: SqlPort, target: string, job: string): Promise<JobReading | null> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT CONVERT(int, j.enabled) AS enabled,
 (SELECT COUNT(*) FROM msdb.dbo.sysjobactivity a WHERE a.job_id = j.job_id AND a.session_id = (SELECT MAX(s.session_id) FROM msdb.dbo.syssessions s) AND a.start_execution_date IS NOT NULL AND a.stop_execution_date IS NULL) AS running,
 ISNULL((SELECT MAX(h.instance_id) FROM msdb.dbo.sysjobhistory h WHERE h.job_id = j.job_id AND h.step_id = 0), 0) AS lastRun,
 (SELECT TOP 1 h.run_status FROM msdb.dbo.sysjobhistory h WHERE h.job_id = j.job_id AND h.step_id = 0 ORDER BY h.instance_id DESC) AS lastOutcome,
 (SELECT TOP 1 CONVERT(nvarchar(1000), h.message) FROM msdb.dbo.sysjobhistory h WHERE h.job_id = j.job_id AND h.step_id = 0 ORDER BY h.instance_id DESC) AS lastMessage
FROM msdb.dbo.sysjobs j WHERE j.name = @job`,
      parameters: { job },
    },
    jobRow,
  );
  return rows[0] ?? null;
}

const databaseRow = z.object({
  state: z.string().nullable(),
  readOnly: z.boolean().nullable(),
  standby: z.boolean().nullable(),
  role: z.string().nullable(),
  mirroring: z.string().nullable(),
  partner: z.string().nullable(),
  redoLsn: z.string().nullable(),
  redoFork: z.string().nullable(),
});
export type DatabaseReading = z.infer<typeof databaseRow> & { readonly writable: boolean };

/** State, mirroring and redo point of a database; `state` null when it is absent. Valid on SQL Server 2008 R2 and later. */
export async function readDatabase(sql: SqlPort, target: string, database: string): Promise<DatabaseReading> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT d.state_desc AS state, d.is_read_only AS readOnly, d.is_in_standby AS standby,
 m.mirroring_role_desc AS role, m.mirroring_state_desc AS mirroring, m.mirroring_partner_instance AS partner,
 (SELECT CONVERT(varchar(25), MIN(f.redo_start_lsn)) FROM sys.master_files f WHERE f.database_id = d.database_id AND f.type = 0) AS redoLsn,
 (SELECT TOP 1 CONVERT(varchar(36), f.redo_start_fork_guid) FROM sys.master_files f WHERE f.database_id = d.database_id AND f.type = 0) AS redoFork
FROM sys.databases d LEFT JOIN sys.database_mirroring m ON m.database_id = d.database_id WHERE d.name = @database`,
      parameters: { database },
    },
    databaseRow,
  );
  const row = rows[0] ?? {
    state: null,
    readOnly: null,
    standby: null,
    role: null,
    mirroring: null,
    partner: null,
    redoLsn: null,
    redoFork: null,
  };
  return {
    ...row,
    writable: row.state === "ONLINE" && row.readOnly === false && row.standby !== true && row.role !== "MIRROR",
  };
}

const countRow = z.object({ n: z.number() });

/** Whether the log shipping secondary `database` is still registered on the instance. */
export async function hasLogShippingSecondary(sql: SqlPort, target: string, database: string): Promise<boolean> {
  const rows = await sql.read(
    {
      target,
      text: "SELECT COUNT(*) AS n FROM msdb.dbo.log_shipping_secondary_databases WHERE secondary_database = @database",
      parameters: { database },
    },
    countRow,
  );
  return (rows[0]?.n ?? 0) > 0;
}

const sessionRow = z.object({
  spid: z.number(),
  program: z.string().nullable(),
  host: z.string().nullable(),
  loginTime: z.string(),
});
export type SessionReading = z.infer<typeof sessionRow>;

/** Sessions in a database, own excluded: 2008 R2-safe (sysprocesses). */
export async function readSessions(sql: SqlPort, target: string, database: string): Promise<readonly SessionReading[]> {
  return sql.read(
    {
      target,
      text: `SELECT CONVERT(int, p.spid) AS spid, RTRIM(CONVERT(nvarchar(128), p.program_name)) AS program, RTRIM(CONVERT(nvarchar(128), p.hostname)) AS host, CONVERT(varchar(30), p.login_time, 126) AS loginTime
FROM master.dbo.sysprocesses p WHERE p.dbid = DB_ID(@database) AND p.spid <> @@SPID AND p.spid > 50`,
      parameters: { database },
    },
    sessionRow,
  );
}

/** `tblLastChatId` per room, read now; keys as in the kept watermarks. `takenAt` is the server's UTC. persistent-chat.md D.4 Q1. */
export async function readWatermark(sql: SqlPort, target: string): Promise<Watermark> {
  const rows = await sql.read(roomWatermarksQuery(target), roomWatermarkRow);
  const at = rows[0]?.sampledUtc;
  if (at === undefined) throw new AppError("remote", `tblLastChatId on ${target} holds no room`);
  return {
    instance: target,
    takenAt: at,
    rooms: Object.fromEntries(rows.map((row) => [roomKey(row), row.lastChatId])),
  };
}

const pingRow = z.object({ address: z.string(), ageSeconds: z.number().nullable(), lastPing: z.string().nullable() });
/** Chat servers that ping against this database. Whether the column is UTC or local is not documented: only its change is used. */
export async function readPings(sql: SqlPort, target: string): Promise<readonly z.infer<typeof pingRow>[]> {
  return sql.read(
    {
      target,
      text: "SELECT CONVERT(nvarchar(300), s.serverAddress) AS address, DATEDIFF(second, s.serverLastPingTime, GETUTCDATE()) AS ageSeconds, CONVERT(varchar(30), s.serverLastPingTime, 126) AS lastPing FROM mgc.dbo.tblServerIdentity s",
    },
    pingRow,
  );
}

const backupRow = z.object({ finished: z.string().nullable(), n: z.number() });
/** Whether msdb records a backup into exactly this file. */
export async function hasBackupFile(sql: SqlPort, target: string, file: string): Promise<boolean> {
  const rows = await sql.read(
    {
      target,
      text: "SELECT COUNT(*) AS n, CONVERT(varchar(30), MAX(b.backup_finish_date), 126) AS finished FROM msdb.dbo.backupset b JOIN msdb.dbo.backupmediafamily f ON f.media_set_id = b.media_set_id WHERE f.physical_device_name = @file",
      parameters: { file },
    },
    backupRow,
  );
  return (rows[0]?.n ?? 0) > 0;
}
