import { useTranslations } from "next-intl";
import { RunApprovalLine } from "#components/run/run-approval-line.tsx";
import { RunStatus } from "#components/run/run-status.tsx";
import { Badge } from "#components/ui/status.tsx";
import type { ReportView } from "#lib/domain/report/report-view.ts";
import { useSaid } from "./use-said.ts";

type ReportHeadProps = {
  readonly report: ReportView;
  readonly sites: { readonly home: string; readonly other: string };
};

export function ReportHead({ report, sites }: ReportHeadProps) {
  const t = useTranslations("report");
  const head = useTranslations("run.head");
  const said = useSaid();
  const { run, deviations } = report;
  return (
    <header>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p className="text-xs text-ink-2">{t("kicker")}</p>
        <p className="flex flex-wrap gap-2">
          <RunStatus status={run.status} badge />
          {deviations.length === 0 ? null : (
            <Badge tone="warn">
              {t("figures.deviations")}: {deviations.length}
            </Badge>
          )}
        </p>
      </div>
      <h1 className="text-2xl">{head(run.procedure, sites)}</h1>
      <p className="text-ink-2 [overflow-wrap:anywhere]">
        {t("of", { label: run.label, pool: report.poolFqdn, plan: run.planId })}
      </p>
      <RunApprovalLine approval={run.approval} />
      <p className="mt-3 border-t-2 border-ink pt-3 text-lg [overflow-wrap:anywhere]">
        {report.summary.map((line) => said(line)).join(" ")}
      </p>
      <p className="mt-2 text-xs text-ink-2">{t("utc", { records: report.records })}</p>
    </header>
  );
}
