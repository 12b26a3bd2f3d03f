import { z } from "zod";
import type { SqlQuery } from "#lib/domain/ports.ts";
import { CHAT_DATABASE } from "./instance-state.ts";

/**
 * Sessions that are in `mgc` or hold a lock on it: a lock alone also stops a RESTORE. Never from inside `mgc`, which
 * would make the asker one of them.
 */
export function chatSessionsQuery(target: string): SqlQuery {
  return {
    target,
    text: `SELECT p.spid AS sessionId, RTRIM(p.program_name) AS program, RTRIM(p.hostname) AS host,
  RTRIM(p.loginame) AS login, RTRIM(p.cmd) AS command
FROM master.dbo.sysprocesses AS p
WHERE p.spid <> @@SPID AND p.spid > 50
  AND (p.dbid = DB_ID(@database) OR EXISTS (SELECT 1 FROM sys.dm_tran_locks AS l
    WHERE l.resource_type = N'DATABASE' AND l.resource_database_id = DB_ID(@database) AND l.request_session_id = p.spid))`,
    parameters: { database: CHAT_DATABASE },
  };
}

/** Row of `chatSessionsQuery`. */
export const chatSessionRow = z.object({
  sessionId: z.number().int(),
  program: z.string().nullable(),
  host: z.string().nullable(),
  login: z.string().nullable(),
  command: z.string().nullable(),
});

/** A session in `mgc`. */
export type ChatSession = z.infer<typeof chatSessionRow>;
