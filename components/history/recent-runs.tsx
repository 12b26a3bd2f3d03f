import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { HistoryRow } from "#lib/domain/views/run-view.ts";
import { HistoryTable } from "./history-table.tsx";

type RecentRunsProps = { readonly rows: readonly HistoryRow[] };

export function RecentRuns({ rows }: RecentRunsProps) {
  const t = useTranslations("overview");
  return (
    <Panel title={t("recent")} aside={<Link href="/history">{t("all")}</Link>}>
      {rows.length === 0 ? (
        <EmptyState title={t("noRuns")}>{t("noRunsMeans")}</EmptyState>
      ) : (
        <HistoryTable rows={rows} short />
      )}
    </Panel>
  );
}
