import { whatIfActiveServers, whatIfPersistentChatState } from "#lib/domain/commands/cmdlets.ts";
import { type PlanLooks, planFinding, type Seen, whatIf } from "#lib/domain/plan/looks.ts";
import type { Finding } from "#lib/domain/run/journal.ts";

type Switch = {
  readonly identity: string;
  readonly active: readonly string[];
  /** FQDN of the Central Management store's active master; null as a value: blank, so not available. */
  readonly master: Seen<string | null>;
};

/**
 * Whether the pool can be switched at all, asked before the point of no return (dba-notes 5): both cmdlets with -WhatIf under
 * the run's account, and the Central Management store's active master.
 */
export async function canSwitch(looks: PlanLooks, at: Switch): Promise<readonly Finding[]> {
  const { master } = at;
  return [
    await whatIf(looks, "can-switch-state", whatIfPersistentChatState(at.identity)),
    await whatIf(looks, "can-switch-active", whatIfActiveServers(at.active, looks.pool.activeListIdentity)),
    planFinding(looks, "management-store", master.error !== null ? "unknown" : master.value ? "pass" : "fail", {
      master: master.value ?? master.error ?? "blank",
    }),
  ];
}
