import type { SqlCommand } from "./command.ts";

const minutes = 60_000;

/** Every session is thrown out and nobody can write; refused while mirrored (1468). Rule 1, dba-notes 2. Safe to call twice. */
export function setReadOnly(target: string, database: "mgc"): SqlCommand {
  return {
    kind: "sql",
    target,
    text: `ALTER DATABASE [${database}] SET READ_ONLY WITH ROLLBACK IMMEDIATE`,
    parameters: {},
    deadlineMs: 10 * minutes,
  };
}

/** Makes a read-only copy writable: the act that rule 1 guards in a failback. Safe to call twice. */
export function setReadWrite(target: string, database: "mgc"): SqlCommand {
  return {
    kind: "sql",
    target,
    text: `ALTER DATABASE [${database}] SET READ_WRITE WITH ROLLBACK IMMEDIATE`,
    parameters: {},
    deadlineMs: 10 * minutes,
  };
}

/** Options that a restore resets, by sys.databases column (dba-notes 15). */
export type RestoredOption = "TRUSTWORTHY" | "DB_CHAINING";

/** Sets one option as it was captured. Safe to call twice. */
export function setOption(target: string, option: RestoredOption, value: "ON" | "OFF"): SqlCommand {
  return {
    kind: "sql",
    target,
    text: `ALTER DATABASE [mgc] SET ${option} ${value}`,
    parameters: {},
    deadlineMs: minutes,
  };
}

/** Gives the database its captured owner back: after a restore it belongs to whoever restored. Safe to call twice. */
export function setOwner(target: string, owner: string): SqlCommand {
  return {
    kind: "sql",
    target,
    text: "DECLARE @s nvarchar(max) = N'ALTER AUTHORIZATION ON DATABASE::[mgc] TO ' + QUOTENAME(@owner); EXEC (@s)",
    parameters: { owner },
    deadlineMs: minutes,
  };
}
