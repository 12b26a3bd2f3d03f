import { useTranslations } from "next-intl";
import { memo } from "react";
import { StepHelp } from "#components/help/step-help.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { StepView } from "#lib/domain/views/run-view.ts";
import { ActRow } from "./act-row.tsx";
import { FindingList } from "./finding-list.tsx";

type CurrentStepProps = { readonly step: StepView };

/** Drawn again only when the step has changed. */
export const CurrentStep = memo(function CurrentStep({ step }: CurrentStepProps) {
  const t = useTranslations("steps");
  const words = useTranslations("run.step");
  const help = useTranslations("stepHelp");
  const { actsAll: all, actsDone: done } = step;
  const title = textOr(t, `${step.id}.title`, step.id);
  return (
    <Panel title={step.number === "" ? title : words("numbered", { number: step.number, title })}>
      <div className="px-4 py-3">
        {t.has(`${step.id}.does`) ? <p className="text-ink-2">{t(`${step.id}.does`)}</p> : null}
        <details className="mt-1" key={step.id}>
          <summary className="text-xs text-ink-2">{help("open")}</summary>
          <div className="pt-2">
            <StepHelp stepId={step.id} />
          </div>
        </details>
        {all > 1 ? (
          <>
            <p className="mt-2 font-medium">{words("acts", { done, all })}</p>
            <progress className="step-progress" value={done} max={all} aria-label={words("progress")} />
          </>
        ) : null}
      </div>
      {step.findings.length > 0 ? (
        <div className="border-t border-line">
          <FindingList findings={step.findings} />
        </div>
      ) : null}
      {all > step.acts.length ? (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-2">
          {words("someActs", { shown: step.acts.length, all })}
        </p>
      ) : null}
      {all > 0 ? (
        <ul className="act-list max-h-96 overflow-y-auto border-t border-line" aria-label={words("actList")}>
          {step.acts.map((act) => (
            <ActRow key={act.id} act={act} />
          ))}
        </ul>
      ) : null}
    </Panel>
  );
});
