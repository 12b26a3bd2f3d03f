import type { Actor } from "#lib/domain/actor.ts";
import type { AuditView } from "#lib/domain/audit/audit-standing.ts";
import type { HistoryStore } from "#lib/domain/history-port.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { RunStore, WatchStore } from "#lib/domain/store-port.ts";
import type { TranscriptFiles } from "#lib/domain/stranded/transcript-files.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

/** What the verbs may reach of this console. */
export type ServiceConsole = {
  readonly pool: Pool;
  readonly ports: Ports;
  readonly evidence: EvidencePort;
  readonly store: RunStore & WatchStore;
  /** Pages of runs and of acts outside of runs. */
  readonly history: HistoryStore;
  /** Where exported messages are kept. */
  readonly transcripts: TranscriptFiles;
  readonly overview: () => OverviewView | null;
  readonly audit: () => AuditView;
  /** Verifies the whole audit once more, in the background, for this person. */
  readonly verifyAudit: (person: string) => void;
  /** Plans being made, by plan id; a failed one keeps its message until the console restarts. */
  readonly planJobs: Map<
    string,
    { readonly status: "working" } | { readonly status: "failed"; readonly message: string }
  >;
};

/** First argument of every verb. */
export type ServiceContext = { readonly actor: Actor; readonly console: ServiceConsole };
