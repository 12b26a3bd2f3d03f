import type { Decision, RunEvent } from "./journal.ts";
import type { RunState } from "./run-state.ts";

/** A proposal or a confirmation counts for at most this long (rule 1). Milliseconds. */
export const overrideLifeMs = 15 * 60_000;

/** A proposal to pass rule 1 and what became of it; times are ISO UTC. */
export type Override = {
  readonly decision: Decision;
  readonly status: "proposed" | "confirmed" | "refused" | "used";
  readonly proposedBy: string;
  readonly proposedById: string;
  readonly proposedAt: string;
  readonly reason: string;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly answer: string | null;
};

type OverrideEvent = Extract<RunEvent, { readonly kind: `override-${string}` }>;

/**
 * A run after one more event about an override. What does not fit changes nothing: a word about a closed decision, an answer
 * without a proposal, and above all an answer by whoever proposed. Pure.
 */
export function foldOverride(run: RunState, e: OverrideEvent): RunState {
  const asked = run.open.find((o) => o.decision.id === e.decisionId);
  const last = overrideOf(run, e.decisionId);
  switch (e.kind) {
    case "override-proposed":
      if (!asked) return run;
      return { ...run, overrides: [...run.overrides, proposal(asked.decision, e)] };
    case "override-refused":
    case "override-confirmed": {
      if (!asked || last?.status !== "proposed" || last.proposedById === e.personId) return run;
      const status = e.kind === "override-confirmed" ? "confirmed" : "refused";
      const answered: Override = { ...last, status, answeredBy: e.person, answeredAt: e.at, answer: e.reason };
      const next = { ...run, overrides: run.overrides.map((o) => (o === last ? answered : o)) };
      return status === "refused" ? next : taken(next, answered, e);
    }
    case "override-used":
      return { ...run, overrides: run.overrides.map((o) => (o === last ? { ...o, status: "used" as const } : o)) };
  }
}

function proposal(decision: Decision, e: Extract<OverrideEvent, { readonly kind: "override-proposed" }>): Override {
  return {
    decision,
    status: "proposed",
    proposedBy: e.person,
    proposedById: e.personId,
    proposedAt: e.at,
    reason: e.reason,
    answeredBy: null,
    answeredAt: null,
    answer: null,
  };
}

function taken(run: RunState, override: Override, e: { readonly at: string; readonly number: number }): RunState {
  const { decision, reason, proposedBy } = override;
  const answer = { decision, choice: "override", person: proposedBy, reason, at: e.at, number: e.number };
  return {
    ...run,
    open: run.open.filter((o) => o.decision.id !== decision.id),
    taken: [...run.taken, { ...answer, attestations: [], override }],
  };
}

/** The newest proposal about a decision, or null. */
export function overrideOf(run: Pick<RunState, "overrides">, decisionId: string): Override | null {
  return run.overrides.filter((o) => o.decision.id === decisionId).at(-1) ?? null;
}

/** Whether a proposal still waits for a second person at `now`. */
export function isWaiting(override: Override | null, now: Date): override is Override {
  return override?.status === "proposed" && now.getTime() - Date.parse(override.proposedAt) <= overrideLifeMs;
}

/**
 * The confirmed override that lets an act pass now: the newest answer about it, not used, at most 15 minutes old, and given for
 * exactly these readings. Null: ask anew. Pure.
 */
export function overrideFor(
  run: RunState,
  at: { readonly actId: string; readonly facts: Readonly<Record<string, string>>; readonly now: Date },
): Override | null {
  const newest = run.taken.filter((t) => t.decision.actId === at.actId).at(-1);
  if (!newest?.override) return null;
  const override = overrideOf(run, newest.decision.id);
  if (override?.status !== "confirmed" || override.answeredAt === null) return null;
  const ageMs = at.now.getTime() - Date.parse(override.answeredAt);
  if (Number.isNaN(ageMs) || ageMs > overrideLifeMs || ageMs < -60_000) return null;
  return readings(override.decision.facts) === readings(at.facts) ? override : null;
}

/** What each opposite instance was, as one text. Why a silent one is silent is worded anew at each look: that it is, counts. */
function readings(facts: Readonly<Record<string, string>>): string {
  const words = Object.entries(facts).filter(([name]) => name !== "act" && name !== "site");
  return JSON.stringify(
    words.map(([name, value]) => [name, reading(value)]).sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1)),
  );
}

function reading(value: string): string {
  return /^(unreachable|answers-unproven)\b/.exec(value)?.[1] ?? value;
}
