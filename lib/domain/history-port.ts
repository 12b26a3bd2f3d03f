import type { ChainRecord } from "./audit/chain.ts";
import type { ProcedureId } from "./procedures/procedure-id.ts";
import type { EntryRow, RunRow } from "./store-port.ts";
import type { RunStatus } from "./views/run-view.ts";

/** Which runs of a pool, and from where on. Absent = any. Days are ISO UTC moments; `until` is exclusive. */
export type RunQuery = {
  readonly poolFqdn: string;
  readonly procedure?: ProcedureId;
  readonly statuses?: readonly RunStatus[];
  readonly startedBy?: string;
  /** Anywhere in the reason, where tickets stand; upper and lower case of ASCII letters are the same. */
  readonly text?: string;
  readonly from?: string;
  readonly until?: string;
  /** Failovers that did not bring users back within the plan's target, or never. */
  readonly targetMissed?: boolean;
  /** "longest" leaves out what has not ended. */
  readonly order: "newest" | "oldest" | "longest";
  /** Label of the last run of the page before; its neighbour comes first. */
  readonly after?: string;
  readonly limit: number;
};

/** Which entries of one stream, newest first. `before` is the number of the last one of the page before. */
export type EntryQuery = {
  readonly stream: string;
  readonly kind?: string;
  /** A part of the name, whatever the case. */
  readonly person?: string;
  /** ISO UTC; `until` itself is left out. */
  readonly from?: string;
  readonly until?: string;
  readonly before?: number;
  readonly limit: number;
};

/** One run as figures and charts need it; seconds, null where not known. */
export type RunTimes = {
  readonly id: string;
  readonly label: string;
  readonly procedure: ProcedureId;
  readonly startedAt: string;
  readonly backSeconds: number | null;
  readonly targetSeconds: number | null;
  /** Of the lost side's time, what did not come along. */
  readonly pointSeconds: number | null;
  readonly lossMost: string | null;
};
/** Which records hold these words, newest first. `before` is the key of the last one of the page before. */
export type TextQuery = {
  readonly poolFqdn: string;
  readonly words: string;
  readonly before?: number;
  readonly limit: number;
};
/** A record that holds them; `excerpt` has the words between U+0002 and U+0003. */
export type TextHit = {
  readonly key: number;
  readonly runId: string;
  readonly label: string;
  readonly number: number;
  readonly at: string;
  readonly excerpt: string;
};

/** What the history is read by: pages by key, so that a deep page costs what the first one does. */
export interface HistoryStore {
  /** At most `limit` runs by their running number. @throws AppError "store-failed" */
  findRuns(query: RunQuery): Promise<readonly RunRow[]>;
  /** How many runs there are by status, whatever the page. @throws AppError "store-failed" */
  countRuns(query: RunQuery): Promise<Readonly<Partial<Record<RunStatus, number>>>>;
  /** The newest ended failovers that the query leaves, newest first, at most `limit`. @throws AppError "store-failed" */
  times(query: RunQuery): Promise<readonly RunTimes[]>;
  /** Steps that any run of the pool has ever done, with the newest time of each. @throws AppError "store-failed" */
  stepsDone(poolFqdn: string): Promise<Readonly<Record<string, string>>>;
  /** Commands, output, failures and what people said, by word; with a star the last is a beginning. @throws AppError "store-failed" */
  findText(query: TextQuery): Promise<readonly TextHit[]>;
  /** Everybody who ever started a run of the pool, by name. @throws AppError "store-failed" */
  starters(poolFqdn: string): Promise<readonly string[]>;
  /** The last record of a run's journal; null when there is none. @throws AppError "store-failed" */
  headOf(runId: string): Promise<Pick<ChainRecord, "number" | "hash"> | null>;
  /** At most `limit` records of a run's journal exactly as stored, those after number `after`. @throws AppError "store-failed" */
  records(page: {
    readonly runId: string;
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly ChainRecord[]>;
  /** A run's journal exactly as stored, in order, and the sealed heads that name it. @throws AppError "store-failed" */
  evidenceOf(
    runId: string,
  ): Promise<{ readonly records: readonly ChainRecord[]; readonly seals: readonly ChainRecord[] }>;
  /** At most `limit` records of the head chain after this number, as stored, in order. @throws AppError "store-failed" */
  heads(after: number, limit: number): Promise<readonly ChainRecord[]>;
  /** @throws AppError "store-failed" */
  findEntries(query: EntryQuery): Promise<readonly (EntryRow & { readonly number: number })[]>;
}

/** The number that a run's label is made from; null when it is no label. */
export function numberOfLabel(label: string): number | null {
  const found = /^R-(\d{4,9})$/.exec(label);
  return found ? Number(found[1]) : null;
}
