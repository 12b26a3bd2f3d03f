import type { Auth } from "#lib/adapters/auth/make-auth.ts";
import type { AuditStanding } from "#lib/domain/audit/audit-standing.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";

/** What the web layer needs of the one runtime object. */
export type WebRuntime = {
  readonly auth: Auth;
  /** A run as its page shows it now, for the person who opened the stream; null when there is none. */
  readonly run: (runId: string) => Promise<RunView | null>;
  /** Topics "overview", "audit" and "run:<id>"; the listener of a run gets {runId, number}. Gives the unsubscribe function. */
  readonly subscribe: (topic: string, listener: (data: unknown) => void) => () => void;
  readonly overview: () => OverviewView | null;
  readonly auditState: () => AuditStanding;
};
