import type { z } from "zod";
import type { Command, FileCommand, PowerShellCommand, SqlCommand } from "./commands/command.ts";

/** Reads from an instance; a fresh short-lived or pooled connection, read-only statements only. Safe to call twice. */
export type SqlQuery = {
  readonly target: string;
  readonly text: string;
  readonly parameters?: Readonly<Record<string, string | number | null>>;
  /** Default 10,000 ms, connecting included. */
  readonly deadlineMs?: number;
};

/** One process on one machine. Ids are used again, hence the start; `startedAt` is the operating system's own word, "" = it did not say. */
export type ProcessIdentity = { readonly processId: number; readonly startedAt: string; readonly host: string };

export type ActContext = {
  readonly runId: string;
  readonly actId: string;
  readonly person: string;
  /**
   * Called before a cmdlet leaves, with the process that will carry it; the cmdlet leaves only after this has resolved
   * (architecture 5.3). Absent for looks.
   */
  readonly onCarrier?: (process: ProcessIdentity) => Promise<void>;
  /** Whether a person wants the run to stop here (pause, abort): an act that only waits gives up its waiting. Absent: nobody does. */
  readonly isHeld?: () => Promise<boolean>;
  /** Called for each line a server writes (INFO messages, progress), as it arrives. */
  readonly onOutput: (line: OutputLine) => void;
  readonly signal: AbortSignal;
};

export type OutputLine = {
  readonly source: string;
  readonly level: "command" | "info" | "warning" | "error";
  readonly text: string;
};

export type SqlOutcome = {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly returnValue: number | null;
  readonly sessionId: number;
  /** Server's UTC when the statement ended, ISO. */
  readonly serverUtc: string;
};

/** Whether something a console once started on an instance may still be at work there (architecture 5.3). */
export type Quiet =
  | { readonly kind: "quiet" }
  | {
      readonly kind: "busy";
      readonly sessionId: number;
      readonly program: string;
      readonly command: string;
      readonly percent: number | null;
    }
  | { readonly kind: "unreachable"; readonly message: string };

export interface SqlPort {
  /** Rows parsed by `row`. @throws StepError effect "none" */
  read<T>(query: SqlQuery, row: z.ZodType<T>): Promise<readonly T[]>;
  /** Header of every backup set in one file, as the instance reads it. LSNs are text. @throws StepError effect "none" */
  readHeaders(target: string, asServerPath: string): Promise<readonly BackupHeader[]>;
  /**
   * Sends one command of a run on a connection of its own that holds `sp_getapplock 'persistent-chat:<instance>'` in
   * master and names run and act in program_name. Not safe to call twice: observe first.
   * @throws StepError whose effect is "none" only when the server refused or was never reached
   */
  execute(command: SqlCommand, act: ActContext): Promise<SqlOutcome>;
  /** Takes and gives back the lock above; what holds it is reported. Safe to call twice. */
  quiet(target: string): Promise<Quiet>;
}

export type BackupHeader = {
  readonly position: number;
  /** 1 full, 2 log, 5 differential. */
  readonly backupType: number;
  readonly databaseName: string;
  readonly serverName: string;
  readonly firstLsn: string;
  readonly lastLsn: string;
  readonly backupSetGuid: string;
  readonly familyGuid: string;
  readonly firstRecoveryForkId: string;
  readonly recoveryForkId: string;
  /** Local time of the server that wrote it, ISO without zone. */
  readonly startDate: string;
  readonly finishDate: string;
  readonly isCopyOnly: boolean;
  readonly isDamaged: boolean;
};

export interface ShellPort {
  /**
   * Runs one cmdlet in the warm management shell and gives the objects it wrote. Read-only cmdlets are safe to call twice.
   * @throws StepError effect "unknown" when the answer had no envelope or did not come; "none" when binding failed; else "unknown"
   */
  invoke(command: PowerShellCommand, act?: ActContext): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Whether a process that once carried a cmdlet may still be at it. Safe to call twice. */
  quiet(process: ProcessIdentity): Promise<ShellQuiet>;
  /** Ends that very process and sees it gone; what it had begun elsewhere may go on. Safe to call twice. */
  end(process: ProcessIdentity): Promise<ShellQuiet>;
}

/** "quiet": the process is gone, or it is this console's own shell, which has answered. "unknown": nobody here can tell. */
export type ShellQuiet =
  | { readonly kind: "quiet" }
  | { readonly kind: "busy" }
  | { readonly kind: "unknown"; readonly message: string };

export type FileEntry = { readonly name: string; readonly sizeBytes: bigint; readonly modifiedAt: string };

export interface FilePort {
  /** Files of a folder by its pool-file id, in the folder's own child process. @throws StepError effect "none" (also when it hangs) */
  list(folder: string, deadlineMs?: number): Promise<readonly FileEntry[]>;
  /** Only the files of these names that are there; costs the same however many others the folder holds. @throws as `list` */
  find(folder: string, names: readonly string[]): Promise<readonly FileEntry[]>;
  /**
   * Copies through `<name>.partial-<run>`, hashes while reading, reads the target back, flushes, renames. Resumes only
   * after the partial's prefix matches. A "copy-again" first renames a differing file to `aside`. Safe to call twice. @throws StepError effect "none": a partial file is no effect
   */
  copy(command: FileCommand, act: ActContext): Promise<{ readonly sha256: string; readonly sizeBytes: bigint }>;
  /**
   * Renames every log backup of mgc in a folder (`mgc_<14 digits>.trn`, `.wrk`) by adding `aside`, so that log shipping does not see
   * it any more; nothing is deleted. Safe to call twice. @throws StepError
   */
  setAside(command: FileCommand, act: ActContext): Promise<{ readonly files: readonly string[] }>;
}

export interface NetPort {
  /**
   * Opens a TCP connection and closes it at once; gives how long the other end took to accept it, in milliseconds. Sends no byte.
   * Safe to call twice. @throws StepError "unreachable" with effect "none" when it is refused or not accepted within `deadlineMs`
   */
  connect(host: string, port: number, deadlineMs: number): Promise<number>;
}

export interface ClockPort {
  now(): Date;
  /** Milliseconds that never go back. */
  monotonicMs(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface IdPort {
  newId(): string;
}

/** What the steps may reach. */
export type Ports = {
  readonly sql: SqlPort;
  readonly shell: ShellPort;
  readonly files: FilePort;
  readonly net: NetPort;
  readonly clock: ClockPort;
  readonly ids: IdPort;
};

export type AnyCommand = Command;
