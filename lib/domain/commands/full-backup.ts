import type { SqlCommand } from "./command.ts";

type Backup = { readonly database: string; readonly file: string; readonly name: string; readonly description: string };

/** Full backup into a new unique file, never appended (dba-notes 14). No request timeout. Failback step 3 and the re-seed of step 5. */
export function backUpFull(target: string, at: Backup): SqlCommand {
  return backUp(target, at, { what: "DATABASE" });
}

/** The safe copy of rule 5: outside every backup chain, so that it changes nothing for whatever else backs this copy up. */
export function backUpSafeCopy(target: string, at: Backup): SqlCommand {
  return backUp(target, at, { what: "DATABASE", as: "COPY_ONLY" });
}

/** The tail of the log: the copy is RESTORING afterwards, fenced by the engine itself. Refused while mirrored (1468). dba-notes 2. */
export function backUpTail(target: string, at: Backup): SqlCommand {
  return backUp(target, at, { what: "LOG", as: "NORECOVERY" });
}

type Kind = { readonly what: "DATABASE" | "LOG"; readonly as?: "COPY_ONLY" | "NORECOVERY" };

function backUp(target: string, at: Backup, { what, as }: Kind): SqlCommand {
  const { database, file, name, description } = at;
  return {
    kind: "sql",
    target,
    text: `BACKUP ${what} @database TO DISK = @file WITH ${as ? `${as}, ` : ""}INIT, FORMAT, CHECKSUM, STATS = 10, NAME = @name, DESCRIPTION = @description`,
    parameters: { database, file, name, description },
    deadlineMs: null,
  };
}

/** Reads a whole backup set on the instance that will restore it: its own service account, its own network path (dba-notes 14). */
export function verifyBackup(target: string, at: { readonly file: string; readonly position: number }): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DECLARE @n int = CONVERT(int, @position); RESTORE VERIFYONLY FROM DISK = @file WITH FILE = @n, CHECKSUM",
    parameters: { file: at.file, position: String(at.position) },
    deadlineMs: null,
  };
}
