import type { PlanStepView } from "#lib/domain/views/plan-view.ts";

export type CoursePart = {
  readonly id: string;
  readonly number: string;
  /** Share of the bar, in seconds or, where nobody measured, in the mean of those that were. */
  readonly weight: number;
  readonly isMeasured: boolean;
  readonly isPointOfNoReturn: boolean;
};
export type Course = {
  readonly parts: readonly CoursePart[];
  /** Index of the first and the last step during which nobody chats; null without such steps. */
  readonly offline: { readonly from: number; readonly to: number } | null;
};

const usersGo = "stop-other-chat";
const usersBack: readonly string[] = ["return-pool-state", "return-active-servers"];

/** A failback's steps as parts of one bar, to scale where they were measured. Pure. */
export function courseParts(steps: readonly PlanStepView[]): Course {
  const middles = steps.map(({ estimate }) => (estimate.most === null ? null : (estimate.fewest + estimate.most) / 2));
  const measured = middles.filter((each) => each !== null);
  const mean = measured.length === 0 ? 1 : Math.max(1, measured.reduce((sum, each) => sum + each, 0) / measured.length);
  const parts = steps.map((step, index) => {
    const middle = middles[index] ?? null;
    return {
      id: step.id,
      number: step.number,
      weight: middle ?? Math.max(mean, step.estimate.fewest),
      isMeasured: middle !== null,
      isPointOfNoReturn: step.way === "cannot-be-undone",
    };
  });
  const from = steps.findIndex((step) => step.id === usersGo);
  const to = Math.max(...usersBack.map((id) => steps.findIndex((step) => step.id === id)));
  return { parts, offline: from < 0 || to < from ? null : { from, to } };
}
