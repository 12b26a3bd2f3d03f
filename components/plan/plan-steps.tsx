import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Panel } from "#components/ui/panel.tsx";
import type { PlanStepView, PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanGate } from "./plan-gate.tsx";
import { PlanStep } from "./plan-step.tsx";

type PlanStepsProps = { readonly plan: PlanView };

export function PlanSteps({ plan }: PlanStepsProps) {
  const t = useTranslations("plan.steps");
  const gates = useTranslations("plan.failback.gates");
  const means = ({ id, number }: PlanStepView) => {
    const key = id as "restore-home";
    return gates.has(key)
      ? gates(key, { number, home: plan.homeName, other: plan.otherName })
      : t("gateMeans", { number });
  };
  return (
    <Panel title={t("title")} note={t("count", { count: plan.steps.length })}>
      <ol>
        {plan.steps.map((step) => (
          <Fragment key={step.id}>
            {step.way === "cannot-be-undone" ? <PlanGate>{means(step)}</PlanGate> : null}
            <PlanStep step={step} />
          </Fragment>
        ))}
      </ol>
      <p className="border-t border-line px-4 py-2 text-xs text-ink-3 [overflow-wrap:anywhere]">
        {t("hash")} <code>{plan.hash}</code>
      </p>
    </Panel>
  );
}
