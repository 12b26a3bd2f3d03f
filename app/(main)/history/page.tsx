import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { HistoryTable } from "#components/history/history-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listRuns } from "#lib/services/list-runs.ts";
import { serviceContext } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("title") };
}

export default async function HistoryPage() {
  const ctx = await serviceContext();
  const [t, rows] = await Promise.all([getTranslations("history"), listRuns(ctx, { limit: 200 })]);
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <section className="panel" aria-label={t("title")}>
        {rows.length === 0 ? (
          <EmptyState title={t("empty")}>
            <p className="max-w-prose">{t("emptyMeans")}</p>
            <Link href="/failover" className="btn mt-3">
              {t("plan")}
            </Link>
          </EmptyState>
        ) : (
          <HistoryTable rows={rows} />
        )}
      </section>
    </>
  );
}
