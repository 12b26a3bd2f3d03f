import type sql from "mssql";
import { z } from "zod";
import { send } from "./send.ts";

const taken = z.object({ returnCode: z.number().int(), sessionId: z.number().int() });
const holderRow = z.object({
  sessionId: z.number().int(),
  program: z.string().nullable(),
  command: z.string().nullable(),
  percentComplete: z.number().nullable(),
});

/** Who holds the console's lock on an instance. */
export type Holder = z.infer<typeof holderRow>;

const takeText =
  "DECLARE @rc int; EXEC @rc = sp_getapplock @Resource = @resource, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; " +
  "SELECT @rc AS returnCode, CONVERT(int, @@SPID) AS sessionId";
const giveText = "EXEC sp_releaseapplock @Resource = @resource, @LockOwner = 'Session'";
const holderText =
  "SELECT CONVERT(int, l.request_session_id) AS sessionId, s.program_name AS program, r.command AS command, " +
  "CONVERT(float, r.percent_complete) AS percentComplete FROM sys.dm_tran_locks AS l " +
  "LEFT JOIN sys.dm_exec_sessions AS s ON s.session_id = l.request_session_id " +
  "LEFT JOIN sys.dm_exec_requests AS r ON r.session_id = l.request_session_id " +
  "WHERE l.resource_type = N'APPLICATION' AND l.resource_description LIKE N'%persistent-chat%' AND l.request_status = N'GRANT'";

function lockName(instance: string): string {
  return `persistent-chat:${instance}`.slice(0, 255);
}

/** Takes the lock for the session, without waiting. `taken` false: somebody else holds it. Safe to call twice. */
export async function takeLock(
  pool: sql.ConnectionPool,
  instance: string,
  timeoutMs: number,
): Promise<{ taken: boolean; sessionId: number }> {
  const sets = await send(pool, { text: takeText, parameters: { resource: lockName(instance) }, timeoutMs });
  const row = taken.parse(sets.at(-1)?.[0]);
  return { taken: row.returnCode >= 0, sessionId: row.sessionId };
}

/** Gives the session's lock back. */
export async function giveLock(pool: sql.ConnectionPool, instance: string, timeoutMs: number): Promise<void> {
  await send(pool, { text: giveText, parameters: { resource: lockName(instance) }, timeoutMs });
}

/** The holder as far as our rights show it (VIEW SERVER STATE), or null. */
export async function findHolder(pool: sql.ConnectionPool, timeoutMs: number): Promise<Holder | null> {
  const sets = await send(pool, { text: holderText, parameters: {}, timeoutMs });
  const first = sets.at(-1)?.[0];
  return first === undefined ? null : holderRow.parse(first);
}
