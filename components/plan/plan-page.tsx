import { useTranslations } from "next-intl";
import { FindingList } from "#components/run/finding-list.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PlanView } from "#lib/domain/views/run-view.ts";
import { PlanFigures } from "./plan-figures.tsx";
import { PlanLastChance } from "./plan-last-chance.tsx";
import { PlanOpposite } from "./plan-opposite.tsx";
import { PlanSteps } from "./plan-steps.tsx";
import { StartForm } from "./start-form.tsx";

type PlanPageProps = {
  readonly plan: PlanView;
  readonly allowed: boolean;
  readonly action: FormAction<{ readonly runId: string }>;
};

export function PlanPage({ plan, allowed, action }: PlanPageProps) {
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
      <PlanLastChance lastChance={plan.lastChance} />
      <div className="g32">
        <div className="stack">
          <PlanOpposite plan={plan} />
          <Panel title={t("checks")} note={t("checksNote", { count: plan.findings.length })}>
            <FindingList findings={plan.findings} />
          </Panel>
          <PlanSteps plan={plan} />
        </div>
        <div className="stack self-start min-[1100px]:sticky min-[1100px]:top-16">
          <Panel title={t("before")}>
            <PlanFigures plan={plan} />
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
