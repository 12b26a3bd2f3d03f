import type { SqlCommand } from "./command.ts";

/** Applies one log backup set, leaving the database RESTORING. No request timeout: a cancelled RESTORE tells nothing. Failover step 3. */
export function restoreLog(
  target: string,
  at: { readonly database: string; readonly file: string; readonly position: number },
): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DECLARE @n int = CONVERT(int, @position); RESTORE LOG @database FROM DISK = @file WITH FILE = @n, NORECOVERY, STATS = 10",
    parameters: { database: at.database, file: at.file, position: String(at.position) },
    deadlineMs: null,
  };
}

/** Recovers the copy: it becomes writable and no further log can be applied. Failover step 4b, the point of no return. */
export function restoreWithRecovery(target: string, database: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "RESTORE DATABASE @database WITH RECOVERY",
    parameters: { database },
    deadlineMs: null,
  };
}

/** Ends one connection. KILL takes only a literal: the number is checked to be one. Failover step 4a. */
export function killSession(target: string, sessionId: number): SqlCommand {
  const id = Math.trunc(sessionId);
  return { kind: "sql", target, text: `KILL ${id}`, parameters: {}, deadlineMs: 60_000 };
}

/** Full backup into a new unique file, so that log backups of the new principal have a start. dba-notes 10. */
export function backupDatabase(
  target: string,
  at: { readonly database: string; readonly file: string; readonly description: string },
): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "BACKUP DATABASE @database TO DISK = @file WITH INIT, FORMAT, CHECKSUM, STATS = 10, DESCRIPTION = @description",
    parameters: { database: at.database, file: at.file, description: at.description },
    deadlineMs: null,
  };
}
