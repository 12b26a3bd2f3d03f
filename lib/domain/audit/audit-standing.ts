import type { AuditState } from "#lib/domain/local-journal-port.ts";
import type { AuditVerdict } from "./audit-verdict.ts";

/**
 * How recording stands now. "down": the audit database does not answer and no local journal stands in for it, so nothing
 * can start. `since` is ISO UTC; `cause` is the database's own words.
 */
export type AuditStanding = AuditState | { readonly kind: "down"; readonly since: string; readonly cause: string };

/** The newest verification of the whole audit. `at` is ISO UTC. */
export type AuditCheck =
  | { readonly kind: "checking" }
  | { readonly kind: "checked"; readonly at: string; readonly verdict: AuditVerdict }
  | { readonly kind: "failed"; readonly at: string; readonly message: string };

/** Whether the audit is written now, and whether what was written is whole. */
export type AuditView = { readonly standing: AuditStanding; readonly check: AuditCheck };
