import Link from "next/link";
import { useTranslations } from "next-intl";
import { LossText } from "#components/run/loss-text.tsx";
import { RunStatus } from "#components/run/run-status.tsx";
import { Status } from "#components/ui/status.tsx";
import { textOr } from "#components/ui/text-or.ts";
import { Time } from "#components/ui/time.tsx";
import { useDuration } from "#components/ui/use-duration.ts";
import type { HistoryRow } from "#lib/domain/views/run-view.ts";
import { OverrideMark } from "./override-mark.tsx";

type HistoryTableProps = { readonly rows: readonly HistoryRow[]; readonly short?: boolean };

export function HistoryTable({ rows, short = false }: HistoryTableProps) {
  const t = useTranslations("history");
  const report = useTranslations("report");
  const procedures = useTranslations("procedures");
  const duration = useDuration();
  return (
    <div className="tw">
      <table className="tbl stk">
        <thead>
          <tr>
            <th scope="col">{t("run")}</th>
            <th scope="col">{t("kind")}</th>
            <th scope="col">{t("started")}</th>
            <th scope="col" className="r">
              {t("took")}
            </th>
            <th scope="col">{t("outcome")}</th>
            {short ? null : <th scope="col">{t("lost")}</th>}
            {short ? null : <th scope="col">{t("reason")}</th>}
            {short ? null : <th scope="col">{t("by")}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link href={`/runs/${row.id}`} className="inline-block min-h-6 min-w-6 whitespace-nowrap font-medium">
                  {row.label}
                </Link>
                {short ? null : (
                  <Link
                    href={`/runs/${row.id}/report`}
                    className="block min-h-6 text-xs leading-6"
                    aria-label={report("title", { label: row.label })}
                  >
                    {report("link")}
                  </Link>
                )}
                <OverrideMark overrides={row.overrides} />
                {row.emergency === null ? null : (
                  <span className="block text-xs [overflow-wrap:anywhere]">
                    <Status tone="bad">{t("emergency", { reason: row.emergency })}</Status>
                  </span>
                )}
              </td>
              <td data-label={t("kind")}>{textOr(procedures, row.procedure, row.procedure)}</td>
              <td data-label={t("started")}>
                <Time at={row.startedAt} look="day" />
              </td>
              <td className="r" data-label={t("took")}>
                {row.durationSeconds === null ? t("open") : duration(row.durationSeconds)}
              </td>
              <td data-label={t("outcome")}>
                <RunStatus status={row.status} />
              </td>
              {short ? null : (
                <td data-label={t("lost")}>
                  <LossText loss={{ fewest: row.lossFewest, most: row.lossMost }} />
                </td>
              )}
              {short ? null : (
                <td data-label={t("reason")} lang="" className="[overflow-wrap:anywhere]">
                  {row.reason}
                </td>
              )}
              {short ? null : <td data-label={t("by")}>{row.startedBy}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
