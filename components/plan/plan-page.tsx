import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanCapture } from "./plan-capture.tsx";
import { PlanChecks } from "./plan-checks.tsx";
import { PlanFigures } from "./plan-figures.tsx";
import { PlanGlance } from "./plan-glance.tsx";
import { PlanLastChance } from "./plan-last-chance.tsx";
import { PlanOpposite } from "./plan-opposite.tsx";
import { PlanOrder } from "./plan-order.tsx";
import { PlanSteps } from "./plan-steps.tsx";
import { StartForm } from "./start-form.tsx";

type PlanPageProps = {
  readonly plan: PlanView;
  readonly allowed: boolean;
  readonly action: FormAction<{ readonly runId: string }>;
  readonly mayPlan: boolean;
  /** Makes a new plan in the other order. */
  readonly planAgain: FormAction<{ readonly planId: string }>;
};

export function PlanPage({ plan, allowed, action, mayPlan, planAgain }: PlanPageProps) {
  const t = useTranslations("plan");
  return (
    <>
      <PageHead
        title={t(`title.${plan.procedure}`, { home: plan.homeName, other: plan.otherName })}
        note={
          <>
            {t("note")} <Time at={plan.createdAt} look="zone" />
          </>
        }
      />
      <PlanGlance plan={plan} />
      <PlanLastChance lastChance={plan.lastChance} />
      <div className="g32">
        <div className="stack">
          <PlanOpposite plan={plan} />
          <Panel title={t("checks")} note={t("checksNote", { count: plan.findings.length })}>
            <PlanChecks findings={plan.findings} />
          </Panel>
          <PlanSteps plan={plan} />
          {plan.procedure === "mirror-failover" ? null : <PlanCapture capture={plan.capture} now={plan.createdAt} />}
        </div>
        <div className="stack self-start min-[1100px]:sticky min-[1100px]:top-16">
          <Panel title={t("before")}>
            <PlanFigures plan={plan} />
            {plan.time.finish === null ? null : (
              <PlanOrder
                procedure={plan.procedure}
                order={plan.order}
                finish={plan.time.finish}
                mirrorOpen={plan.steps.some((s) => s.id === "create-mirror" && s.estimate.most === null)}
                allowed={mayPlan}
                action={planAgain}
              />
            )}
            <StartForm
              planId={plan.id}
              procedure={plan.procedure}
              typedName={plan.typedName}
              blocking={plan.blocking}
              allowed={allowed}
              action={action}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}
