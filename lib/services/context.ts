import type { Actor } from "#lib/domain/actor.ts";
import type { AuditView } from "#lib/domain/audit/audit-standing.ts";
import type { PurgePort } from "#lib/domain/audit/purge.ts";
import type { FigureStore } from "#lib/domain/figures/figure-store.ts";
import type { HistoryStore } from "#lib/domain/history-port.ts";
import type { PeoplePort } from "#lib/domain/people/people-port.ts";
import type { Ports } from "#lib/domain/ports.ts";
import type { EvidencePort } from "#lib/domain/steps/step.ts";
import type { RunStore, WatchStore } from "#lib/domain/store-port.ts";
import type { TranscriptFiles } from "#lib/domain/stranded/transcript-files.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import type { HealthView } from "#lib/domain/views/health-view.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import type { RunRead } from "./get-run.ts";

/** What the verbs may reach of this console. */
export type ServiceConsole = {
  readonly pool: Pool;
  readonly ports: Ports;
  readonly evidence: EvidencePort;
  readonly store: RunStore & WatchStore & FigureStore & PurgePort;
  /** Pages of runs and of acts outside of runs. */
  readonly history: HistoryStore;
  /** Where exported messages are kept. */
  readonly transcripts: TranscriptFiles;
  readonly people: PeoplePort;
  /** Passwords: hashed slowly, each with a salt of its own. */
  readonly passwords: {
    readonly hash: (password: string) => Promise<string>;
    /** Whether it is this person's; false also for who has none. Counts tries: AppError "refused" for too many. */
    readonly isRight: (personId: string, password: string) => Promise<boolean>;
  };
  readonly overview: () => OverviewView | null;
  /** Every named check as judged now. */
  readonly health: () => HealthView;
  readonly audit: () => AuditView;
  /** Verifies the whole audit once more, in the background, for this person. */
  readonly verifyAudit: (person: string) => void;
  /** Journals as far as their pages have read them, by run id (lib/services/get-run.ts). */
  readonly runsRead: Map<string, RunRead>;
  /** Runs that are being read for pages that follow them, by run id (lib/services/follow-run.ts). */
  readonly runsAsked: Map<string, Promise<RunView | null>>;
  /** Plans being made, by plan id; a failed one keeps its message until the console restarts. */
  readonly planJobs: Map<
    string,
    { readonly status: "working" } | { readonly status: "failed"; readonly message: string }
  >;
};

/** First argument of every verb. */
export type ServiceContext = { readonly actor: Actor; readonly console: ServiceConsole };
