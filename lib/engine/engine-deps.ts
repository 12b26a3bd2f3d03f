import type { AuditState, SoleRunnerPort } from "#lib/domain/local-journal-port.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { RunStore } from "#lib/domain/store-port.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";

/** Lease timings in milliseconds (architecture 5.6) and how often the runner looks for people's requests. */
export type EngineTimings = {
  readonly raiseMs: number;
  readonly takeAfterMs: number;
  readonly sendWithinMs: number;
  readonly pollMs: number;
};

export const defaultTimings: EngineTimings = { raiseMs: 5_000, takeAfterMs: 30_000, sendWithinMs: 15_000, pollMs: 500 };

/**
 * Timings for a lease that another console may take after so many seconds without a raise. Whatever the patience, a
 * holder sends nothing after half of it, and raises six times within it.
 */
export function timingsFor(patienceSeconds: number): EngineTimings {
  const takeAfterMs = patienceSeconds * 1_000;
  return { ...defaultTimings, takeAfterMs, sendWithinMs: takeAfterMs / 2, raiseMs: takeAfterMs / 6 };
}

/** What a server was just seen doing for an act; `facts` as in an observation ("session", "command", "percent"). */
export type ActProgress = {
  readonly stepId: string;
  readonly actId: string;
  readonly facts: Readonly<Record<string, string>>;
};

export type EngineDeps = {
  readonly store: RunStore;
  readonly ports: Ports;
  readonly evidence: EvidencePort;
  readonly pool: Pool;
  /** Names this process in the lease, for instance "console-host:1234". */
  readonly holder: string;
  readonly timings: EngineTimings;
  /** Absent: only the lease decides who runs, and without the audit database nothing goes on. */
  readonly soleRunner?: SoleRunnerPort;
  /** Tries the audit database, if it was dead, and says how the audit stands. Absent: always "up". */
  readonly tryAudit?: () => Promise<AuditState>;
  /** Hears where an act stands between two journal entries, for whoever watches; nothing is kept of it. */
  readonly onProgress?: (runId: string, progress: ActProgress) => void;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
};

/** Why a run stops going on here. Thrown inside the engine only. */
export class RunStop extends Error {
  readonly why: "aborted" | "cut-off" | "lease-lost" | "lane-broke";
  constructor(why: "aborted" | "cut-off" | "lease-lost" | "lane-broke") {
    super(why);
    this.why = why;
  }
}
