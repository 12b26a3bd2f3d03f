import type { RunEvent } from "./run/journal.ts";
import type { RunRow } from "./store-port.ts";

/** Columns of a run's row that go with an event. */
export type RunColumns = Partial<Pick<RunRow, "status" | "finishedAt" | "lossFewest" | "lossMost">>;

/** One event that the audit database could not take: as it happened, with the row's columns and the runner's token. */
export type LocalEvent = { readonly event: RunEvent; readonly row: RunColumns; readonly token: number | null };

/** Where events go while the audit database is dead: lines of one file on this machine (architecture 5.9). */
export interface LocalJournalPort {
  /** The lines as they stand, without a last one that was cut off while it was written. Safe to call twice. */
  read(): Promise<readonly string[]>;
  /** Durable when it resolves; when it rejects, the next line takes its place. @throws AppError "store-failed" */
  append(line: string): Promise<void>;
  /** Keeps the file under another name, for whoever wants to read it, and begins an empty one. @throws AppError "store-failed" */
  putAside(): Promise<void>;
}

/** What the audit database does with a local journal once it answers again. */
export interface ReconcilePort {
  /**
   * All in one transaction, by run and number: an event that is there already and says the same is skipped, one that is not
   * there is inserted with its own time. Safe to call twice. Without events it only tries whether the database answers.
   * @throws AppError "conflict" when another event has a number (data: runId, number), "store-failed" when it does not answer
   */
  takeIn(events: readonly LocalEvent[]): Promise<{ readonly inserted: number; readonly skipped: number }>;
}

/**
 * Whether this process is the only one that can run the pool's procedures: "held" = no other process can, until this one
 * ends; "taken" = another one is; "cannot-tell" = only the lease in the database decides.
 */
export interface SoleRunnerPort {
  /** Takes the right if it is free. Safe to call twice. */
  hold(): "held" | "taken" | "cannot-tell";
  isHeld(): boolean;
  release(): void;
}

/** How the audit stands. "stopped": the local journal and the database contradict each other; nothing is sent until a person looked. */
export type AuditState =
  | { readonly kind: "up" }
  | { readonly kind: "local-journal"; readonly since: string; readonly cause: string; readonly events: number }
  | { readonly kind: "stopped"; readonly since: string; readonly cause: string };
