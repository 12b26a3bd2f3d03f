import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { PinnedPlan } from "#lib/domain/steps/step.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { RunStatus } from "#lib/domain/views/run-view.ts";
import type { Answer } from "./answer.ts";
import { aboutLoss } from "./answers-loss.ts";
import { aboutOutside } from "./answers-outside.ts";
import { aboutPeople } from "./answers-people.ts";
import { aboutState } from "./answers-state.ts";
import { aboutTime } from "./answers-time.ts";
import type { ReportView } from "./report-view.ts";

export type EarlierRun = {
  readonly label: string;
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly seconds: number;
};
export type Report = Omit<ReportView, "answers" | "summary">;
export type Beside = {
  readonly plan: PlanView;
  readonly pinned: PinnedPlan;
  readonly earlier: readonly EarlierRun[];
  /** The newest harmless drill before it; null or left out: none. */
  readonly drill?: EarlierRun | null;
};

/** The 22 questions of persistent-chat.md, section G, in their order. Pure. */
export function answersOf(report: Report, beside: Beside): readonly Answer[] {
  return [
    ...aboutTime(report, beside),
    ...aboutLoss(report, beside),
    ...aboutState(report, beside),
    ...aboutPeople(report, beside),
    ...aboutOutside(report, beside),
  ].sort((a, b) => a.number - b.number);
}

/** The newest findings of these checks. */
export const findingsOf = (report: Report, ids: readonly string[]) =>
  report.findings.filter((f) => ids.includes(f.checkId));

/** Whether this run moved chat to the other site. */
export const isFailover = (report: Report) => leavesHome(report.run.procedure);
/** Whether this run led chat home. */
export const isFailback = (report: Report) => report.run.procedure === "failback";
