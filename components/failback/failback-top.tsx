import type { FormAction } from "#components/ui/action-result.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { CompareOrders } from "./compare-orders.tsx";
import { CompareWays } from "./compare-ways.tsx";
import { CourseBar } from "./course-bar.tsx";
import { HomeCopies } from "./home-copies.tsx";

type FailbackTopProps = {
  readonly plan: PlanView;
  readonly allowed: boolean;
  readonly planAgain: FormAction<{ readonly planId: string }>;
};

/** What a failback's plan says before its checks: the whole way, what could be chosen instead, and what came back. */
export function FailbackTop({ plan, allowed, planAgain }: FailbackTopProps) {
  return (
    <>
      <CourseBar plan={plan} />
      <HomeCopies plan={plan} />
      {plan.ways ? <CompareWays plan={plan} allowed={allowed} planAgain={planAgain} /> : null}
      <CompareOrders plan={plan} allowed={allowed} planAgain={planAgain} />
    </>
  );
}
