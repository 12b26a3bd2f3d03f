import { useTranslations } from "next-intl";
import { StepHelp } from "#components/help/step-help.tsx";
import { WayWord } from "#components/run/way-word.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { PlanStepView } from "#lib/domain/views/plan-view.ts";
import { EstimateBasis } from "./estimate-basis.tsx";
import { PlanCommand } from "./plan-command.tsx";
import { StepExercised } from "./step-exercised.tsx";
import { StepPrices } from "./step-prices.tsx";
import { useSpan } from "./use-span.ts";

type PlanStepProps = { readonly step: PlanStepView };

export function PlanStep({ step }: PlanStepProps) {
  const t = useTranslations("steps");
  const words = useTranslations("plan.steps");
  const span = useSpan();
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <div className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-baseline gap-x-3 min-[761px]:grid-cols-[16px_minmax(0,1fr)_auto_142px]">
        <span className="text-ink-3">{step.number}</span>
        <div className="min-w-0">
          <h3 className="inline">{textOr(t, `${step.id}.title`, step.id)}</h3>{" "}
          <span className="text-ink-2">{step.targets.join(", ")}</span>
        </div>
        <span className="text-right">{step.estimate.basis.kind === "nothing-to-do" ? null : span(step.estimate)}</span>
        <span className="max-[761px]:col-start-2">
          <WayWord way={step.way} />
        </span>
      </div>
      {step.estimate.basis.kind === "not-measured" && step.estimate.basis.bytes === null ? null : (
        <p className="pl-7 text-xs text-ink-3">
          <EstimateBasis basis={step.estimate.basis} />
        </p>
      )}
      <StepExercised exercised={step.exercised} />
      <details className="pl-7">
        <summary className="text-xs text-ink-2">
          {words("code", { count: step.commands.length })}
          <span className="sr-only">: {textOr(t, `${step.id}.title`, step.id)}</span>
        </summary>
        <div className="grid gap-2 py-2">
          <StepHelp stepId={step.id} />
          <StepPrices prices={step.prices} />
          {step.commands.map((planned, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the plan's order is pinned
            <PlanCommand key={index} planned={planned} />
          ))}
        </div>
      </details>
    </li>
  );
}
