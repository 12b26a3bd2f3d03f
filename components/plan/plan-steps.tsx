import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Panel } from "#components/ui/panel.tsx";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { PlanGate } from "./plan-gate.tsx";
import { PlanStep } from "./plan-step.tsx";

type PlanStepsProps = { readonly plan: PlanView };

export function PlanSteps({ plan }: PlanStepsProps) {
  const t = useTranslations("plan.steps");
  const gate = plan.steps.find((step) => step.way === "cannot-be-undone")?.id ?? null;
  return (
    <Panel title={t("title")} note={t("count", { count: plan.steps.length })}>
      <ol>
        {plan.steps.map((step) => (
          <Fragment key={step.id}>
            {step.id === gate ? <PlanGate number={step.number} /> : null}
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
