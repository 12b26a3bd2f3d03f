import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { HistoryTable } from "#components/history/history-table.tsx";
import { NotYet } from "#components/topology/not-yet.tsx";
import { OverviewLive } from "#components/topology/overview-live.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { listRuns } from "#lib/services/list-runs.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage() {
  const ctx = await serviceContext();
  const [t, overview, runs] = await Promise.all([
    getTranslations("overview"),
    overviewOrNull(ctx),
    listRuns(ctx, { limit: 5 }),
  ]);
  const note = overview === null ? null : t("note", { home: overview.homeName, other: overview.otherName });
  return (
    <>
      <PageHead title={t("title")} note={note}>
        {hasPermission(ctx.actor, "run.plan") ? (
          <Link href="/failover" className="btn">
            {t("plan")}
          </Link>
        ) : null}
      </PageHead>
      {overview === null ? <NotYet /> : <OverviewLive initial={overview} />}
      <Panel title={t("recent")} aside={<Link href="/history">{t("all")}</Link>}>
        {runs.length === 0 ? (
          <EmptyState title={t("noRuns")}>{t("noRunsMeans")}</EmptyState>
        ) : (
          <HistoryTable rows={runs} short />
        )}
      </Panel>
    </>
  );
}
