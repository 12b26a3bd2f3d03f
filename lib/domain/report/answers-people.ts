import { type Answer, answer, type Line, line } from "./answer.ts";
import type { Beside, Report } from "./basis.ts";

/** 6 who approved knowing what, 14 deviations, 15 who ran what with which rights. */
export function aboutPeople(report: Report, beside: Beside): readonly Answer[] {
  return [approved(report, beside), followed(report), rights(report)];
}

function approved(report: Report, { plan }: Beside): Answer {
  const { points, decisions } = report;
  if (points.length === 0) return answer(6, "does-not-arise", [line("no-point")]);
  const passed = points.filter((p) => p.passedAt !== null);
  if (passed.length === 0) return answer(6, "answered", [line("point-not-passed")]);
  const lines = passed.flatMap((point): readonly Line[] => {
    const { confirmedAt, confirmedBy, stepId } = point;
    if (confirmedAt === null || confirmedBy === null) return [line("point-without-word", { step: stepId })];
    const asked = decisions.findLast((d) => d.decision.stepId === stepId && d.at === confirmedAt);
    const first = line("approved-by", { person: confirmedBy, at: { at: confirmedAt } });
    return asked ? [first, line("approved-alternatives", { count: asked.alternatives.length })] : [first];
  });
  const { loss } = plan;
  const forecast =
    loss?.fewest != null
      ? line("approved-forecast", { fewest: loss.fewest, most: loss.most ?? "?" })
      : line("approved-no-forecast");
  return answer(6, passed.every((p) => p.confirmedBy !== null) ? "answered" : "unknown", [
    ...lines,
    forecast,
    ...planApproval(report.run.approval),
  ]);
}

/** Whose word the policy asked for before the start; where it asks for nobody, an override alone needs a second person. */
function planApproval(approval: Report["run"]["approval"]): readonly Line[] {
  if (approval === null) return [line("approval-not-asked")];
  if (approval.kind === "emergency") return [line("approval-emergency", { reason: approval.reason })];
  return approval.by.map(({ person, at, reason }) => line("approval-given", { person, at: { at }, reason }));
}

function followed({ deviations, run, steps }: Report): Answer {
  const done = steps.filter((s) => s.status === "done").length;
  return answer(14, "answered", [
    line("followed", { deviations: deviations.length }),
    line("steps-done", { done, all: steps.length }),
    line("plan-hash", { hash: run.planHash }),
  ]);
}

/** The console knows its own people and the servers' sessions; not Windows identities, logins' rights or roles. */
function rights({ run, steps, decisions }: Report): Answer {
  const sessions = new Set(
    steps.flatMap((s) => s.acts.flatMap((a) => a.attempts.flatMap((t) => t.end?.sessionId ?? []))),
  );
  const people = [...new Set([run.startedBy, ...decisions.map((d) => d.person)])].join(", ");
  return answer(15, "outside", [
    line("people", { people }),
    line("sessions", { count: sessions.size }),
    line("rights-not-read"),
  ]);
}
