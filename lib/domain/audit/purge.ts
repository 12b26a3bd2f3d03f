import { z } from "zod";

/** Kind of the entry that a purge leaves in the pool's stream, which is never purged itself. */
export const auditPurged = "audit-purged";

const purgedStream = z.object({
  stream: z.string().min(1),
  first: z.number().int().positive(),
  last: z.number().int().positive(),
  /** Of the last record that went: what stays goes on from it. */
  lastHash: z.string().length(64),
  /** Of a run; null: acts of the console. */
  label: z.string().nullable(),
});

/** What went of one stream: records `first` to `last`, always from its beginning on. */
export type PurgedStream = z.infer<typeof purgedStream>;

/** Data of a purge's entry; `seal` is over it and its place, with the audit key. */
export const purgeData = z.object({
  before: z.string(),
  reason: z.string(),
  streams: z.array(purgedStream).min(1),
  keyId: z.string().optional(),
  seal: z.string().optional(),
});
export type PurgeData = z.infer<typeof purgeData>;

/** What is older than `before` and may go: whole runs that ended, but the newest of each procedure, and acts of the console. */
export type Purgeable = {
  readonly before: string;
  readonly runs: number;
  readonly runRecords: number;
  /** Labels of the oldest and the newest run that would go; null when none would. */
  readonly from: string | null;
  readonly to: string | null;
  readonly consoleRecords: number;
};

/** What is asked for: `before` in ISO UTC. */
export type PurgeQuery = { readonly poolFqdn: string; readonly before: string };

export interface PurgePort {
  /** What a purge would take. Reads only. @throws AppError "store-failed" */
  purgeable(query: PurgeQuery): Promise<Purgeable>;
  /**
   * Takes the next part of it, at most so many runs, or the console's acts, in one transaction with its own sealed entry; gives what
   * went, null when nothing is left. Safe to call again after a crash. @throws AppError "store-failed"
   */
  purgeSome(
    query: PurgeQuery & { readonly person: string; readonly reason: string },
  ): Promise<readonly PurgedStream[] | null>;
}

const dayMs = 86_400_000;

/** The moment before which records are old, by the pool's policy. Pure. */
export function oldBefore(now: Date, { days }: { readonly days: number }): string {
  return new Date(now.getTime() - days * dayMs).toISOString();
}
