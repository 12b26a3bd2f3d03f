import type { SqlCommand } from "./command.ts";

/** One file of the backup and where it goes on the restoring instance. */
export type Move = { readonly logical: string; readonly path: string };

type Restore = {
  readonly database: string;
  readonly file: string;
  readonly position: number;
  readonly moves: readonly Move[];
  /** What the copy is afterwards: read-only or writable as the backup was, or RESTORING and ready for log backups. */
  readonly end: "RECOVERY" | "NORECOVERY";
  /** Into a name that nobody uses, from somebody else's backup: nothing is replaced; its checksums count where it has them (3187). */
  readonly isNew?: true;
};

/** The copy that serves, or the one that a drill makes and drops. */
type Copy = "mgc" | "mgc_drill";

/**
 * Restores one full backup set over whatever is there, every file named. REPLACE also skips the tail-log guard (3159): a safe
 * copy comes first. No request timeout. Failback step 4; sql-server.md B2.
 */
export function restoreFull(target: string, at: Restore): SqlCommand {
  const moves = at.moves.map((_, i) => `MOVE @logical${i + 1} TO @path${i + 1}`);
  const options = ["FILE = @n", ...(at.isNew ? [] : ["REPLACE", "CHECKSUM"]), at.end, ...moves, "STATS = 10"];
  return {
    kind: "sql",
    target,
    text: `DECLARE @n int = CONVERT(int, @position); RESTORE DATABASE @database FROM DISK = @file WITH ${options.join(", ")}`,
    parameters: {
      database: at.database,
      file: at.file,
      position: String(at.position),
      ...Object.fromEntries(
        at.moves.flatMap((move, i) => [
          [`logical${i + 1}`, move.logical],
          [`path${i + 1}`, move.path],
        ]),
      ),
    },
    deadlineMs: null,
  };
}

/** Drops the leftover copy of a former mirror, only ever while it is RESTORING, or what a drill made. Refused while mirrored or in use. */
export function dropDatabase(target: string, database: Copy): SqlCommand {
  return { kind: "sql", target, text: `DROP DATABASE [${database}]`, parameters: {}, deadlineMs: 5 * 60_000 };
}

/** Whether the pages hold together, before the last other good copy is overwritten (dba-notes 14). No request timeout. */
export function checkPages(target: string, database: "mgc"): SqlCommand {
  return {
    kind: "sql",
    target,
    text: `DBCC CHECKDB ([${database}]) WITH NO_INFOMSGS, PHYSICAL_ONLY`,
    parameters: {},
    deadlineMs: null,
  };
}

/** The same with every logical check as well, on what a drill restored. No request timeout. */
export function checkDrillCopy(target: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DBCC CHECKDB ([mgc_drill]) WITH NO_INFOMSGS",
    parameters: {},
    deadlineMs: null,
  };
}
