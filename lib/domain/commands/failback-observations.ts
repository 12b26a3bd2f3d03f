import { z } from "zod";
import { AppError } from "#lib/domain/errors.ts";
import type { SqlPort } from "#lib/domain/ports.ts";

const wholeNumber = z.union([z.string(), z.number(), z.bigint()]).transform(String);

const fingerprintRow = z.object({
  lastIds: wholeNumber.nullable(),
  messages: wholeNumber,
  newest: wholeNumber.nullable(),
  content: wholeNumber.nullable(),
  rooms: z.number(),
  principals: z.number(),
  poolId: z.string().nullable(),
});
export type Fingerprint = z.infer<typeof fingerprintRow>;

/**
 * What tells two copies of `mgc` apart: numbers of messages, rooms and principals, the sum of last ids, and a checksum over
 * every message's room, number, time, sender and text. Reads the whole message table: minutes on a large one, hence the
 * deadline of an hour. persistent-chat.md D.4 Q2, extended by the content.
 */
export async function readFingerprint(
  sql: SqlPort,
  target: string,
  database: "mgc" | "mgc_drill" = "mgc",
): Promise<Fingerprint> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT (SELECT CONVERT(varchar(30), SUM(CONVERT(bigint, l.lastChatID))) FROM ${database}.dbo.tblLastChatId AS l) AS lastIds,
  (SELECT CONVERT(varchar(30), COUNT_BIG(*)) FROM ${database}.dbo.tblChat) AS messages,
  (SELECT CONVERT(varchar(30), MAX(c.chatDate)) FROM ${database}.dbo.tblChat AS c) AS newest,
  (SELECT CONVERT(varchar(30), CHECKSUM_AGG(BINARY_CHECKSUM(c.channelId, c.chatId, c.chatDate, c.userId, c.content))) FROM ${database}.dbo.tblChat AS c) AS content,
  (SELECT COUNT(*) FROM ${database}.dbo.tblNode AS n WHERE n.nodeType = 0) AS rooms,
  (SELECT COUNT(*) FROM ${database}.dbo.tblPrincipal) AS principals,
  (SELECT TOP 1 CONVERT(varchar(36), f.configPoolID) FROM ${database}.dbo.tblConfig AS f) AS poolId`,
      deadlineMs: 3_600_000,
    },
    fingerprintRow,
  );
  const row = rows[0];
  if (!row) throw new AppError("remote", `${target} gave no fingerprint of ${database}`);
  return row;
}

const restoredRow = z.object({ backupSetGuid: z.string(), type: z.string() });
/** Which backup set was restored last into a database here, by msdb; null when none ever was. `type` D full, L log. */
export async function readLastRestore(
  sql: SqlPort,
  target: string,
  database: string,
): Promise<z.infer<typeof restoredRow> | null> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT TOP 1 CONVERT(varchar(36), b.backup_set_uuid) AS backupSetGuid, h.restore_type AS type
FROM msdb.dbo.restorehistory AS h INNER JOIN msdb.dbo.backupset AS b ON b.backup_set_id = h.backup_set_id
WHERE h.destination_database_name = @database ORDER BY h.restore_history_id DESC`,
      parameters: { database },
    },
    restoredRow,
  );
  return rows[0] ?? null;
}

const fileRow = z.object({ logicalName: z.string(), path: z.string(), kind: z.string(), sizeBytes: wholeNumber });
export type DatabaseFile = z.infer<typeof fileRow>;
const listedRow = z
  .object({ LogicalName: z.string(), PhysicalName: z.string(), Type: z.string(), Size: wholeNumber })
  .transform(
    (r): DatabaseFile => ({ logicalName: r.LogicalName, path: r.PhysicalName, kind: r.Type, sizeBytes: r.Size }),
  );

/** The files inside one backup set, as the instance that will restore it reads them; `kind` D data, L log. Sizes in bytes as text. */
export async function readFileList(
  sql: SqlPort,
  target: string,
  at: { readonly file: string; readonly position: number },
): Promise<readonly DatabaseFile[]> {
  return sql.read(
    {
      target,
      text: "DECLARE @n int = CONVERT(int, @position); RESTORE FILELISTONLY FROM DISK = @file WITH FILE = @n",
      parameters: { file: at.file, position: String(at.position) },
      deadlineMs: 60_000,
    },
    listedRow,
  );
}

/** Where an instance keeps the files of `mgc` now, or those of `master` when it has no `mgc`. */
export async function readFilePlaces(
  sql: SqlPort,
  target: string,
  database: "mgc" | "master",
): Promise<readonly DatabaseFile[]> {
  return sql.read(
    {
      target,
      text: `SELECT f.name AS logicalName, f.physical_name AS path, CASE f.type WHEN 1 THEN 'L' ELSE 'D' END AS kind,
  CONVERT(varchar(30), CONVERT(bigint, f.size) * 8192) AS sizeBytes
FROM sys.master_files AS f WHERE f.database_id = DB_ID(@database)`,
      parameters: { database },
    },
    fileRow,
  );
}

const driveRow = z.object({ drive: z.string(), "MB free": z.number() });
/** Free space of the fixed drives in bytes, by letter. Mount points below a letter are not told apart. */
export async function readFreeSpace(sql: SqlPort, target: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await sql.read({ target, text: "EXEC master.dbo.xp_fixeddrives" }, driveRow);
  return new Map(rows.map((r) => [r.drive.toUpperCase(), BigInt(r["MB free"]) * 1_048_576n]));
}

const optionsRow = z.object({
  owner: z.string().nullable(),
  trustworthy: z.boolean(),
  chaining: z.boolean(),
  recoveryModel: z.string(),
});
export type OptionsReading = z.infer<typeof optionsRow>;

/** Owner and options of `mgc` that a restore may change; null when there is no such database. dba-notes 15. */
export async function readOptions(sql: SqlPort, target: string): Promise<OptionsReading | null> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT SUSER_SNAME(d.owner_sid) AS owner, d.is_trustworthy_on AS trustworthy, d.is_db_chaining_on AS chaining,
  d.recovery_model_desc AS recoveryModel FROM sys.databases AS d WHERE d.name = @database`,
      parameters: { database: "mgc" },
    },
    optionsRow,
  );
  return rows[0] ?? null;
}

const orphanRow = z.object({ name: z.string() });
/** Users of `mgc` whose SID no login of this instance has: they cannot sign in (18456, 916). dba-notes 15. */
export async function readOrphans(sql: SqlPort, target: string): Promise<readonly string[]> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT u.name AS name FROM mgc.sys.database_principals AS u
WHERE u.type IN ('S', 'U', 'G') AND u.principal_id > 4 AND u.sid IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM sys.server_principals AS p WHERE p.sid = u.sid)`,
    },
    orphanRow,
  );
  return rows.map((r) => r.name);
}

const lockRow = z.object({ sessions: z.number() });
/** How many sessions are in a database or hold a lock on it, own excluded: a lock alone also stops a RESTORE. sql-server.md D3. */
export async function countUsers(sql: SqlPort, target: string, database: string): Promise<number> {
  const rows = await sql.read(
    {
      target,
      text: `SELECT COUNT(*) AS sessions FROM master.dbo.sysprocesses AS p WHERE p.spid <> @@SPID AND p.spid > 50
  AND (p.dbid = DB_ID(@database) OR EXISTS (SELECT 1 FROM sys.dm_tran_locks AS l
    WHERE l.resource_type = N'DATABASE' AND l.resource_database_id = DB_ID(@database) AND l.request_session_id = p.spid))`,
      parameters: { database },
    },
    lockRow,
  );
  return rows[0]?.sessions ?? 0;
}

const backlogRow = z.object({ n: z.number() });
/** Compliance events that no adapter has written out yet, provisional transfers excepted. persistent-chat.md D.4 Q11. */
export async function countComplianceBacklog(sql: SqlPort, target: string): Promise<number> {
  const rows = await sql.read(
    { target, text: "SELECT COUNT(*) AS n FROM mgccomp.dbo.tblComplianceData AS c WHERE c.cmplType <> 9" },
    backlogRow,
  );
  return rows[0]?.n ?? 0;
}
