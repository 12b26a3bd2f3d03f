import { useTranslations } from "next-intl";
import { LossText } from "#components/run/loss-text.tsx";
import { FigureCell } from "#components/ui/figure-cell.tsx";
import { Status } from "#components/ui/status.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { ReportView } from "#lib/domain/report/report-view.ts";

const tones = { met: "ok", missed: "bad", "not-known": "unknown" } as const;

type ReportFiguresProps = { readonly report: ReportView };

export function ReportFigures({ report }: ReportFiguresProps) {
  const t = useTranslations("report.figures");
  const verdicts = useTranslations("report.verdict");
  const duration = useDuration();
  const { recovery, times, loss, findings } = report;
  const passed = findings.filter((finding) => finding.verdict === "pass").length;
  const took = times.runSeconds === null ? t("unknown") : duration(times.runSeconds);
  return (
    <section className="panel mt-4 grid min-[761px]:grid-cols-4" aria-label={t("label")}>
      {recovery === null ? (
        <FigureCell label={t("took")} value={took} />
      ) : (
        <FigureCell
          label={t("recovery")}
          value={recovery.fewest === null ? t("unknown") : duration(recovery.fewest)}
          note={
            <>
              <span>{recovery.most === null ? t("sinceStart") : t("within", { time: duration(recovery.most) })}</span>
              <span>{t("target", { target: duration(recovery.targetSeconds) })}</span>
              <Status tone={tones[recovery.verdict]}>{verdicts(recovery.verdict)}</Status>
            </>
          }
        />
      )}
      <FigureCell label={t("lost")} value={loss === null ? t("nothing") : <LossText loss={loss} />} />
      <FigureCell label={t("checks")} value={t("checksOf", { passed, all: findings.length })} />
      <FigureCell
        label={t("deviations")}
        value={report.deviations.length === 0 ? t("none") : report.deviations.length}
      />
    </section>
  );
}
