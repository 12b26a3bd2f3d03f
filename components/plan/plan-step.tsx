import { useTranslations } from "next-intl";
import { WayWord } from "#components/run/way-word.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { useDuration } from "#components/ui/use-duration.ts";
import type { PlanStepView } from "#lib/domain/views/run-view.ts";
import { PlanCommand } from "./plan-command.tsx";

type PlanStepProps = { readonly step: PlanStepView };

export function PlanStep({ step }: PlanStepProps) {
  const t = useTranslations("steps");
  const words = useTranslations("plan.steps");
  const duration = useDuration();
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="w-4 text-ink-3">{step.number}</span>
        <div className="min-w-0 flex-1 basis-64">
          <h3 className="inline">{textOr(t, `${step.id}.title`, step.id)}</h3>{" "}
          <span className="text-ink-2">{step.targets.join(", ")}</span>
        </div>
        <span>{step.estimateSeconds === null ? words("noEstimate") : `≈ ${duration(step.estimateSeconds)}`}</span>
        <WayWord way={step.way} />
      </div>
      <details className="pl-7">
        <summary className="text-xs text-ink-2">{words("code", { count: step.commands.length })}</summary>
        <div className="grid gap-2 py-2">
          {(["does", "why", "stops"] as const).map((part) =>
            t.has(`${step.id}.${part}`) ? (
              <p key={part} className="text-ink-2">
                {t(`${step.id}.${part}`)}
              </p>
            ) : null,
          )}
          {step.commands.map((planned, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the plan's order is pinned
            <PlanCommand key={index} planned={planned} />
          ))}
        </div>
      </details>
    </li>
  );
}
