import { useTranslations } from "next-intl";
import { OfflineNow } from "#components/failback/offline-now.tsx";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { LossText } from "./loss-text.tsx";
import { RunClock } from "./run-clock.tsx";

type RunTimeProps = { readonly run: RunView; readonly overview: OverviewView; readonly now: string };

export function RunTime({ run, overview, now }: RunTimeProps) {
  const t = useTranslations("run.clock");
  const done = run.steps.filter((step) => step.status === "done" || step.status === "skipped").length;
  const hasTarget = leavesHome(run.procedure) || run.procedure === "mirror-failover";
  return (
    <section
      className="panel run-time grid items-center min-[761px]:grid-cols-[auto_minmax(0,1fr)_auto]"
      aria-label={t("label")}
    >
      <RunClock
        startedAt={run.startedAt}
        now={now}
        stepsDone={done}
        steps={run.steps.length}
        targetSeconds={hasTarget ? overview.targets.recoveryTimeSeconds : null}
        expectedSeconds={run.expectedSeconds}
        compact={run.decision !== null}
      />
      {run.procedure === "failback" ? <OfflineNow run={run} now={now} /> : null}
      {run.loss === null ? null : <FigureCell label={t("loss")} value={<LossText loss={run.loss} />} />}
    </section>
  );
}
