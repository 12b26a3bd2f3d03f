import { Check, LoaderCircle, Pause, RedoDot, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { clockText } from "#components/ui/clock-text.ts";
import { secondsBetween } from "#components/ui/seconds-between.ts";
import { textOr } from "#components/ui/text-or.ts";
import type { StepView } from "#lib/domain/views/run-view.ts";

const looks = {
  todo: { dot: "d-todo", row: "", icon: Check },
  running: { dot: "d-run spin", row: "cur", icon: LoaderCircle },
  waiting: { dot: "d-wait", row: "cur cur-wait", icon: Pause },
  done: { dot: "d-ok", row: "", icon: Check },
  failed: { dot: "d-bad", row: "cur cur-bad", icon: X },
  skipped: { dot: "", row: "", icon: RedoDot },
} as const;

type StepRowProps = { readonly step: StepView; readonly current: boolean };

export const StepRow = memo(function StepRow({ step, current }: StepRowProps) {
  const t = useTranslations("steps");
  const words = useTranslations("run.step");
  const look = looks[step.status];
  const took = secondsBetween(step.startedAt, step.finishedAt);
  return (
    <li aria-current={current ? "step" : undefined} className={`step ${look.row}`}>
      <span className={`dot ${look.dot}`}>
        <look.icon className="i spin-el" aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className="flex-1 font-medium">
            <span className="font-normal text-ink-3">{step.number}</span> {textOr(t, `${step.id}.title`, step.id)}
          </span>
          <span className="font-medium">{took === null ? "" : clockText(took)}</span>
        </div>
        <div className="text-xs text-ink-2">
          <span className="font-medium">{words(step.status)}</span>
          {step.actsAll > 1 ? ` · ${words("acts", { done: step.actsDone, all: step.actsAll })}` : ""}
          {step.targets.length > 0 ? ` · ${step.targets.join(", ")}` : ""}
        </div>
      </div>
    </li>
  );
});
