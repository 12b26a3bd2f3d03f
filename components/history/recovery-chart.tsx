import Link from "next/link";
import { useTranslations } from "next-intl";
import { LossText } from "#components/run/loss-text.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { HistoryBar } from "#lib/domain/history-bars.ts";
import { RecoveryBar } from "./recovery-bar.tsx";

type RecoveryChartProps = { readonly bars: readonly HistoryBar[] };

/** Achieved against target, deciding against doing: one row a failover, on one axis. */
export function RecoveryChart({ bars }: RecoveryChartProps) {
  const t = useTranslations("history.chart");
  const duration = useDuration();
  const heads = [t("run"), t("bar"), t("back"), t("waited"), t("target"), t("lost")];
  const whole = Math.max(1, ...bars.flatMap((run) => [run.backSeconds ?? 0, run.targetSeconds ?? 0]));
  return (
    <Panel title={t("title")} note={t("note")}>
      <StackedTable heads={heads}>
        {bars.map((run) => (
          <tr key={run.id}>
            <td>
              <Link href={`/runs/${run.id}/report`} className="inline-block min-h-6 font-medium">
                {run.label}
              </Link>{" "}
              <span className="text-xs text-ink-2">
                <Time at={run.startedAt} look="day" />
              </span>
            </td>
            <td className="min-[761px]:w-2/5">
              <RecoveryBar run={run} whole={whole} />
            </td>
            <td data-label={heads[2]}>{run.backSeconds === null ? t("never") : duration(run.backSeconds)}</td>
            <td data-label={heads[3]}>{duration(run.waitedSeconds)}</td>
            <td data-label={heads[4]}>
              <TargetWord run={run} />
            </td>
            <td data-label={heads[5]}>
              <LossText loss={{ fewest: null, most: run.lossMost }} />
            </td>
          </tr>
        ))}
      </StackedTable>
    </Panel>
  );
}

function TargetWord({ run }: { readonly run: HistoryBar }) {
  const t = useTranslations("history.chart");
  const { backSeconds, targetSeconds } = run;
  if (targetSeconds === null) return <Status tone="unknown">{t("noTarget")}</Status>;
  const met = backSeconds !== null && backSeconds <= targetSeconds;
  return <Status tone={met ? "ok" : "bad"}>{t(met ? "met" : "missed")}</Status>;
}
