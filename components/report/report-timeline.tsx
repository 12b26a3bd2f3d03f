import { useTranslations } from "next-intl";
import { secondsBetween } from "#components/ui/seconds-between.ts";
import { textOr } from "#components/ui/text-or.ts";
import { useDuration } from "#components/ui/use-duration.ts";
import type { ReportStep, ReportView } from "#lib/domain/report/report-view.ts";
import { Section } from "./section.tsx";
import { TimelineBar } from "./timeline-bar.tsx";
import { Utc } from "./utc.tsx";

type ReportTimelineProps = { readonly report: ReportView };

/** Every step on one axis: what worked, what waited for a person, where nothing could be undone any more. */
export function ReportTimeline({ report }: ReportTimelineProps) {
  const t = useTranslations("report.timeline");
  const steps = useTranslations("steps");
  const duration = useDuration();
  const from = report.run.startedAt;
  const to = report.until;
  const points = report.points.flatMap((p) => p.passedAt ?? []);
  const title = (step: ReportStep) => `${step.number} ${textOr(steps, `${step.id}.title`, step.id)}`.trim();
  return (
    <Section title={t("title")} note={t("note", { time: duration(secondsBetween(from, to) ?? 0) })}>
      <p className="mb-1 flex flex-wrap gap-x-4 text-xs text-ink-2" aria-hidden="true">
        <span className="flex items-center gap-1.5">
          <i className="inline-block h-2 w-4 bg-c1" />
          {t("working")}
        </span>
        <span className="flex items-center gap-1.5">
          <i className="inline-block h-2 w-4 border border-warn-fill bg-surface" />
          {t("waiting")}
        </span>
        <span className="flex items-center gap-1.5">
          <i className="inline-block h-3 w-0 border-l-2 border-bad-fill" />
          {t("point")}
        </span>
      </p>
      <table className="w-full table-fixed border-collapse">
        <thead className="text-xs text-ink-3">
          <tr>
            <th scope="col" className="w-2/5 min-[761px]:w-1/3">
              {t("step")}
            </th>
            <th scope="col" className="w-17 min-[761px]:w-20">
              {t("began")}
            </th>
            <th scope="col">{t("bar")}</th>
            <th scope="col" className="w-16 text-right min-[761px]:w-20">
              {t("took")}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.steps.map((step) => (
            <tr key={step.id} className="border-t border-line">
              <td className="py-1 pr-2">{title(step)}</td>
              <td className="text-xs text-ink-2">{step.startedAt === null ? "–" : <Utc at={step.startedAt} />}</td>
              <td>
                {step.startedAt === null ? (
                  <span className="text-xs text-ink-3">{t("notReached")}</span>
                ) : (
                  <TimelineBar
                    axis={{ from, to }}
                    from={step.startedAt}
                    to={step.finishedAt ?? to}
                    waits={step.waits}
                    points={points}
                  />
                )}
              </td>
              <td className="text-right text-xs">
                {step.startedAt === null ? "–" : duration(secondsBetween(step.startedAt, step.finishedAt ?? to) ?? 0)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
