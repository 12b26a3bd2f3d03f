import type { Purgeable } from "#lib/domain/audit/purge.ts";

/** What a purge took, as its record has it. */
export type PastPurge = {
  readonly at: string;
  readonly person: string;
  readonly reason: string;
  readonly before: string;
  readonly streams: number;
  readonly records: number;
};
export type RetentionView = {
  /** Null: the pool file says nothing, everything is kept. */
  readonly days: number | null;
  /** What a purge would take now: the dry run. Null without a policy. */
  readonly old: Purgeable | null;
  /** Newest first. */
  readonly past: readonly PastPurge[];
};
