import { useTranslations } from "next-intl";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { LossText } from "./loss-text.tsx";
import { RunClock } from "./run-clock.tsx";
import { StateStrip } from "./state-strip.tsx";

type RunTimeProps = { readonly run: RunView; readonly overview: OverviewView; readonly now: string };

export function RunTime({ run, overview, now }: RunTimeProps) {
  const t = useTranslations("run.clock");
  const duration = useDuration();
  const done = run.steps.filter((step) => step.status === "done" || step.status === "skipped").length;
  return (
    <section className="panel mb-3" aria-label={t("label")}>
      <div className="grid items-center min-[761px]:grid-cols-[auto_minmax(0,1fr)_auto]">
        <RunClock startedAt={run.startedAt} finishedAt={run.finishedAt} now={now} />
        <div className="px-5 py-2.5">
          <p className="text-ink-2">{t("stepsDone", { done, all: run.steps.length })}</p>
          <progress className="step-progress" value={done} max={run.steps.length} aria-label={t("progress")} />
          <p className="text-xs text-ink-3">
            {t("target", { target: duration(overview.targets.recoveryTimeSeconds) })}
          </p>
        </div>
        <FigureCell label={t("loss")} value={<LossText loss={run.loss} />} />
      </div>
      <StateStrip overview={overview} />
    </section>
  );
}
