import type { AuditCheck } from "#lib/domain/audit/audit-standing.ts";
import type { AuditVerdict } from "#lib/domain/audit/audit-verdict.ts";

/**
 * Verifies the audit once, in the background, and has the verdict recorded: what was whole at this start is known later.
 * `current` is what pages show; `done` resolves in any case.
 */
export function startAuditCheck(options: {
  readonly verify: () => Promise<AuditVerdict>;
  readonly record: (verdict: AuditVerdict) => Promise<void>;
  readonly now: () => Date;
}): { readonly current: () => AuditCheck; readonly done: Promise<void> } {
  let current: AuditCheck = { kind: "checking" };
  const work = async () => {
    try {
      const verdict = await options.verify();
      current = { kind: "checked", at: options.now().toISOString(), verdict };
      await options.record(verdict);
    } catch (e) {
      const message = e instanceof Error ? e.message : String(e);
      if (current.kind === "checking") current = { kind: "failed", at: options.now().toISOString(), message };
    }
  };
  return { current: () => current, done: work() };
}
