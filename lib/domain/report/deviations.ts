import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { TakenDecision } from "#lib/domain/run/run-state.ts";
import type { Deviation, ReportDecision } from "./report-view.ts";

/** Asked in every run that comes so far: an answer that goes on is the procedure itself. */
const routine: Readonly<Record<string, string>> = {
  "point-of-no-return": "confirm",
  "restore-over-home": "confirm-restore",
  "reseed-other": "confirm-reseed",
  "ship-from-mirror": "do-now",
};

/** Every question with its answer and what else could have been chosen, in the order of the answers. Pure. */
export function decisionsOf(events: readonly RunEvent[], taken: readonly TakenDecision[]): readonly ReportDecision[] {
  return taken.map(({ decision, choice, person, reason, at, number, attestations, override }) => {
    const asked = events.findLast(
      (e) => e.kind === "decision-asked" && e.decision.id === decision.id && e.number < number,
    );
    return {
      decision,
      askedAt: asked?.at ?? at,
      at,
      number,
      choice,
      alternatives: decision.choices.map((c) => c.id).filter((id) => id !== choice),
      person,
      confirmedBy: override?.answeredBy ?? null,
      reason,
      attestations,
      isRoutine: routine[decision.kind] === choice,
    };
  });
}

/** What did not go as the plan shows it, in the order of the journal. Pure. */
export function deviationsOf(events: readonly RunEvent[], decisions: readonly ReportDecision[]): readonly Deviation[] {
  const asked = new Map(decisions.map((d) => [d.decision.id, d.decision]));
  const told = events.flatMap((e): readonly Deviation[] => {
    const place = { number: e.number, at: e.at, stepId: null, actId: null, person: null, said: "" };
    switch (e.kind) {
      case "run-started":
        if (e.approval?.kind !== "emergency") return [];
        return [{ ...place, kind: "emergency", person: e.person, said: e.approval.reason }];
      case "step-finished":
        if (e.outcome !== "skipped") return [];
        return [{ ...place, kind: "step-skipped", stepId: e.stepId, said: e.reason ?? "" }];
      case "act-intended":
        if (e.attempt < 2) return [];
        return [{ ...place, kind: "retried", stepId: e.stepId, actId: e.actId, said: failureBefore(events, e) }];
      case "override-proposed":
      case "override-confirmed":
      case "override-refused": {
        const about = asked.get(e.decisionId);
        const { person, reason: said } = e;
        return [{ ...place, kind: e.kind, person, said, stepId: about?.stepId ?? null, actId: about?.actId ?? null }];
      }
      case "override-used":
        return [{ ...place, kind: e.kind, stepId: e.stepId, actId: e.actId }];
      case "owner-changed":
        return [{ ...place, kind: e.kind, person: e.person }];
      case "pause-requested":
        return [{ ...place, kind: "paused", person: e.person, said: e.reason }];
      case "abort-requested":
        return [{ ...place, kind: "aborted", person: e.person, said: e.reason }];
      case "interrupted":
        return [{ ...place, kind: "cut-off", said: e.detail }];
      default:
        return [];
    }
  });
  const decided = decisions.filter((d) => !d.isRoutine && d.confirmedBy === null).map(asDeviation);
  return [...told, ...decided].sort((a, b) => a.number - b.number);
}

function asDeviation({ decision, choice, person, reason, at, number }: ReportDecision): Deviation {
  const { stepId, actId, kind } = decision;
  return { kind: "decided", number, at, stepId, actId, person, said: reason, decision: { kind, choice } };
}

/** Why it was sent again: the newest failure of this act before. "" when its answer was lost and nobody heard one. */
function failureBefore(events: readonly RunEvent[], e: { readonly actId: string; readonly number: number }): string {
  const failed = events.findLast((o) => o.kind === "act-failed" && o.actId === e.actId && o.number < e.number);
  return failed?.kind === "act-failed" ? failed.error.message : "";
}
