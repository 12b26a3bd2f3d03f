import { useTranslations } from "next-intl";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { Point } from "#lib/domain/report/report-view.ts";
import { Section } from "./section.tsx";
import { Utc } from "./utc.tsx";

type ReportPointsProps = { readonly points: readonly Point[] };

export function ReportPoints({ points }: ReportPointsProps) {
  const t = useTranslations("report.points");
  const steps = useTranslations("steps");
  const heads = [t("step"), t("confirmed"), t("passed")];
  return (
    <Section title={t("title")}>
      {points.length === 0 ? (
        <p className="text-ink-2">{t("none")}</p>
      ) : (
        <StackedTable heads={heads}>
          {points.map(({ stepId, confirmedBy, confirmedAt, passedAt }) => (
            <tr key={stepId}>
              <td className="font-medium">{textOr(steps, `${stepId}.title`, stepId)}</td>
              <td data-label={heads[1]}>
                {confirmedBy ?? "–"} {confirmedAt === null ? null : <Utc at={confirmedAt} look="day" />}
              </td>
              <td data-label={heads[2]}>
                {passedAt === null ? (
                  <Status tone="idle">{t("notPassed")}</Status>
                ) : (
                  <Status tone="bad" icon="lock">
                    <Utc at={passedAt} look="day" />
                  </Status>
                )}
              </td>
            </tr>
          ))}
        </StackedTable>
      )}
    </Section>
  );
}
