import type { HealthView } from "#lib/domain/views/health-view.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";

type Verdict = OverviewView["verdict"];

/** Reasons of the verdict that say the same as a check. */
const saidBy: Readonly<Record<string, readonly string[]>> = {
  "mirror-in-step": ["mirror-absent", "mirror-not-synchronized"],
  "recovery-point": ["recovery-point-missed"],
  "other-copy-restoring": ["other-not-restoring"],
  "one-writable-copy": ["no-live-copy", "writable-in-other"],
  "pool-state": ["pool-state-unexpected"],
};

/**
 * The overview's first line from the same named checks as the health page: what a failover needs and is bad makes "protected" and "not
 * proven" an "at risk", what is unknown makes "protected" a "not proven". What the verdict already knows to be worse stays. Pure.
 */
export function verdictWithChecks(verdict: Verdict, health: Pick<HealthView, "checks" | "readiness">): Verdict {
  if (verdict.kind !== "protected" && verdict.kind !== "not-proven" && verdict.kind !== "at-risk") return verdict;
  const failover = health.readiness.find(({ direction }) => direction === "failover");
  if (failover === undefined || failover.kind === "not-now") return verdict;
  const reason = (key: string, id: string) => {
    const [first] = health.checks.find((check) => check.id === id)?.results ?? [];
    return { key, facts: { check: id, target: first?.target ?? "", ...first?.facts } };
  };
  const bad = failover.bad.map((id) => reason("check-bad", id));
  const unknown = failover.unknown.map((id) => reason("check-unknown", id));
  const said = new Set(verdict.reasons.map(({ key }) => key));
  const unsaid = bad.filter(({ facts }) => !(saidBy[facts.check] ?? []).some((key) => said.has(key)));
  if (verdict.kind === "at-risk") return { kind: "at-risk", reasons: [...verdict.reasons, ...unsaid] };
  if (bad.length > 0) return { kind: "at-risk", reasons: [...bad, ...verdict.reasons] };
  if (verdict.kind === "not-proven" || unknown.length === 0) return verdict;
  return { kind: "not-proven", reasons: unknown };
}
