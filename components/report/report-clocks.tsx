import { useTranslations } from "next-intl";
import { StackedTable } from "#components/ui/stacked-table.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { useDuration } from "#components/ui/use-duration.ts";
import type { Times } from "#lib/domain/report/report-view.ts";
import { Section } from "./section.tsx";
import { Utc } from "./utc.tsx";

type ReportClocksProps = { readonly times: Times };

export function ReportClocks({ times }: ReportClocksProps) {
  const t = useTranslations("report.clocks");
  const duration = useDuration();
  const heads = [t("clock"), t("from"), t("to"), t("time"), t("how")];
  return (
    <Section title={t("title")} note={t("note")}>
      <StackedTable heads={heads}>
        {times.clocks.map(({ id, from, to, seconds, basis }) => (
          <tr key={id}>
            <td className="font-medium">{t(`names.${id}`)}</td>
            <td data-label={heads[1]}>{from === null ? "–" : <Utc at={from} />}</td>
            <td data-label={heads[2]}>{to === null ? "–" : <Utc at={to} />}</td>
            <td data-label={heads[3]} className="font-medium">
              {seconds === null ? t("unknown") : duration(seconds)}
            </td>
            <td data-label={heads[4]} className="text-ink-2">
              {textOr(t, `basis.${basis}`, basis)}
            </td>
          </tr>
        ))}
      </StackedTable>
      <p className="mt-1 text-xs text-ink-2">
        {t("waited", { time: duration(times.waitedSeconds), cutOff: duration(times.cutOffSeconds) })}
      </p>
    </Section>
  );
}
