// What the answers of a report rest on.
import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import type { RunStatus } from "#lib/domain/views/run-view.ts";
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

/** The newest findings of these checks. */
export const findingsOf = (report: Report, ids: readonly string[]) =>
  report.findings.filter((f) => ids.includes(f.checkId));

/** Whether this run moved chat to the other site. */
export const isFailover = (report: Report) => leavesHome(report.run.procedure);
/** Whether this run led chat home. */
export const isFailback = (report: Report) => report.run.procedure === "failback";
