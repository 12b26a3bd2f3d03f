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

export type EngineDeps = {
  readonly store: RunStore;
  readonly ports: Ports;
  readonly evidence: EvidencePort;
  readonly pool: Pool;
  /** Names this process in the lease, for instance "console-host:1234". */
  readonly holder: string;
  readonly timings: EngineTimings;
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
