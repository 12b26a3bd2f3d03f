import { useTranslations } from "next-intl";
import { Fragment, memo } from "react";
import { Panel } from "#components/ui/panel.tsx";
import type { StepView } from "#lib/domain/views/run-view.ts";
import { PointOfNoReturn } from "./point-of-no-return.tsx";
import { StepRow } from "./step-row.tsx";

type StepListProps = { readonly steps: readonly StepView[]; readonly currentStepId: string | null };

/** Drawn again only when a step has changed: lines of output come far more often. */
export const StepList = memo(function StepList({ steps, currentStepId }: StepListProps) {
  const t = useTranslations("run.step");
  const gates = steps.filter((step) => step.way === "cannot-be-undone").map((step) => step.id);
  return (
    <Panel title={t("list")} note={t("listNote")}>
      <ol className="steps" tabIndex={-1} data-key="s">
        {steps.map((step) => (
          <Fragment key={step.id}>
            {gates.includes(step.id) ? <PointOfNoReturn nth={gates.indexOf(step.id) + 1} all={gates.length} /> : null}
            <StepRow step={step} current={step.id === currentStepId} />
          </Fragment>
        ))}
      </ol>
    </Panel>
  );
});
