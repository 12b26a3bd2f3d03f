import { useTranslations } from "next-intl";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { textOr } from "#components/ui/text-or.ts";
import type { Deviation } from "#lib/domain/report/report-view.ts";
import { Section } from "./section.tsx";
import { Utc } from "./utc.tsx";

type ReportDeviationsProps = { readonly deviations: readonly Deviation[] };

export function ReportDeviations({ deviations }: ReportDeviationsProps) {
  const t = useTranslations("report.deviations");
  const steps = useTranslations("steps");
  const kinds = useTranslations("decisions");
  const choices = useTranslations("choices");
  const heads = [t("at"), t("what"), t("where"), t("who"), t("said")];
  return (
    <Section title={t("title")}>
      {deviations.length === 0 ? (
        <p className="text-ink-2">{t("none")}</p>
      ) : (
        <StackedTable heads={heads}>
          {deviations.map(({ number, at, kind, stepId, actId, person, said, decision }) => (
            <tr key={number}>
              <td>
                <Utc at={at} />
              </td>
              <td data-label={heads[1]} className="font-medium">
                {t(`kinds.${kind}`)}
                {decision ? (
                  <span className="block font-normal">
                    {textOr(kinds, `${decision.kind}.title`, decision.kind)}:{" "}
                    {textOr(choices, `${decision.choice}.title`, decision.choice)}
                  </span>
                ) : null}
              </td>
              <td data-label={heads[2]} className="[overflow-wrap:anywhere]">
                {stepId === null ? "–" : textOr(steps, `${stepId}.title`, stepId)}
                {actId === null ? null : <code className="block text-xs">{actId}</code>}
              </td>
              <td data-label={heads[3]}>{person ?? "–"}</td>
              <td data-label={heads[4]} className="[overflow-wrap:anywhere]">
                {said === "" ? "–" : said}
              </td>
            </tr>
          ))}
        </StackedTable>
      )}
    </Section>
  );
}
