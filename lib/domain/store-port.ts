import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { RunEvent, RunEventBody } from "./run/journal.ts";
import type { PlanView } from "./views/plan-view.ts";
import type { RunStatus } from "./views/run-view.ts";

/** A plan as stored: `pinned` is exactly what the hash covers, as canonical JSON text. */
export type StoredPlan = {
  readonly id: string;
  readonly poolFqdn: string;
  readonly procedure: ProcedureId;
  readonly hash: string;
  readonly pinned: string;
  readonly view: PlanView;
  readonly createdAt: string;
  readonly createdBy: string;
};

/** Columns of lists, repeated from the journal; a test rebuilds them from the events. */
export type RunRow = {
  readonly id: string;
  readonly label: string;
  readonly poolFqdn: string;
  readonly procedure: ProcedureId;
  readonly planId: string;
  readonly status: RunStatus;
  readonly reason: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly lossFewest: string | null;
  readonly lossMost: string | null;
};

/** An entry of a stream as it was stored. */
export type EntryRow = {
  readonly at: string;
  readonly kind: string;
  readonly person: string;
  readonly data: Readonly<Record<string, unknown>>;
};

export type Lease = { readonly holder: string; readonly token: number; readonly counter: number };

export interface RunStore {
  savePlan(plan: StoredPlan): Promise<void>;
  plan(id: string): Promise<StoredPlan | null>;
  /**
   * One transaction: row, label "R-0001" and event 1. Idempotent by plan id: a second call gives the first one's row.
   * @throws AppError "conflict" when another run of this pool has not ended
   */
  createRun(
    run: Pick<RunRow, "poolFqdn" | "procedure" | "planId" | "reason" | "startedBy">,
    first: RunEventBody,
  ): Promise<RunRow>;
  /**
   * Appends with the next number and the chain's hash, in one transaction with the row's columns (`row`) and, when `token` is not
   * null, only if the pool's lease still has it. Durable when it resolves. Listeners hear it after commit.
   * @throws AppError "conflict" when the token is stale, "store-failed" when it could not be written
   */
  append(
    runId: string,
    token: number | null,
    body: RunEventBody,
    row?: Partial<Pick<RunRow, "status" | "finishedAt" | "lossFewest" | "lossMost">>,
  ): Promise<RunEvent>;
  events(runId: string, afterNumber?: number): Promise<readonly RunEvent[]>;
  /** Events of these kinds in these runs, each run's in the order of its journal. @throws AppError "store-failed" */
  eventsOfKinds(runIds: readonly string[], kinds: readonly RunEvent["kind"][]): Promise<readonly RunEvent[]>;
  run(id: string): Promise<RunRow | null>;
  /** Newest first. */
  runs(poolFqdn: string, limit: number): Promise<readonly RunRow[]>;
  /** The one run that has not ended, or null. */
  activeRun(poolFqdn: string): Promise<RunRow | null>;
  onAppend(listener: (event: RunEvent) => void): () => void;

  lease(poolFqdn: string): Promise<Lease | null>;
  /** Takes the lease if it is still exactly as `seen` (null: no row). Gives the new token, or null when somebody else was quicker. */
  takeLease(poolFqdn: string, holder: string, seen: Lease | null): Promise<number | null>;
  /** Raises the counter; false when the token is no longer ours. */
  raiseLease(poolFqdn: string, token: number): Promise<boolean>;
  releaseLease(poolFqdn: string, token: number): Promise<void>;

  /** A person's or the console's act outside a run, chained in stream "console" or "pool:<fqdn>". */
  recordEntry(entry: {
    readonly stream: string;
    readonly kind: string;
    readonly person: string;
    readonly data: Readonly<Record<string, unknown>>;
  }): Promise<void>;
  /** Entries of one stream of these kinds, newest first, at most `limit`. @throws AppError "store-failed" */
  entries(stream: string, kinds: readonly string[], limit: number): Promise<readonly EntryRow[]>;
}

/** One instance's half of the picture of all that the procedures destroy or must rebuild. */
export type Capture = {
  readonly id: string;
  readonly poolFqdn: string;
  readonly takenAt: string;
  readonly halves: Readonly<Record<string, { readonly at: string; readonly data: unknown }>>;
};
/** tblLastChatId per room of the live principal. `rooms`: name → last chat id as decimal text. */
export type Watermark = {
  readonly instance: string;
  readonly takenAt: string;
  readonly rooms: Readonly<Record<string, string>>;
};

export interface WatchStore {
  saveCapture(capture: Capture): Promise<void>;
  newestCapture(poolFqdn: string): Promise<Capture | null>;
  saveWatermark(poolFqdn: string, watermark: Watermark): Promise<void>;
  /** Newest first, at most `limit`. */
  watermarks(poolFqdn: string, limit: number): Promise<readonly Watermark[]>;
}
