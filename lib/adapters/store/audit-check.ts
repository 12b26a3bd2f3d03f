import type { AuditCheck } from "#lib/domain/audit/audit-standing.ts";
import type { AuditVerdict } from "#lib/domain/audit/audit-verdict.ts";

export type RunningAuditCheck = {
  /** What pages show. */
  readonly current: () => AuditCheck;
  /** Verifies once more, in the background, for `person`; while one is under way, that one counts. */
  readonly again: (person: string) => void;
  /** Resolves when nothing is being verified, in any case. */
  readonly done: () => Promise<void>;
};

/**
 * Verifies the audit in the background, at once and whenever a person asks, and has each verdict recorded: what was whole, and when, is
 * known later.
 */
export function startAuditCheck(options: {
  readonly verify: () => Promise<AuditVerdict>;
  readonly record: (verdict: AuditVerdict, person: string) => Promise<void>;
  readonly now: () => Date;
}): RunningAuditCheck {
  let current: AuditCheck = { kind: "checking" };
  const work = async (person: string) => {
    try {
      const verdict = await options.verify();
      current = { kind: "checked", at: options.now().toISOString(), verdict };
      await options.record(verdict, person);
    } catch (e) {
      const message = e instanceof Error ? e.message : String(e);
      if (current.kind === "checking") current = { kind: "failed", at: options.now().toISOString(), message };
    }
  };
  let done = work("console");
  return {
    current: () => current,
    again: (person) => {
      if (current.kind === "checking") return;
      current = { kind: "checking" };
      done = done.then(() => work(person));
    },
    done: () => done,
  };
}
