import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { AuditLine } from "#components/history/audit-line.tsx";
import { HistoryTable } from "#components/history/history-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { isAppError } from "#lib/domain/errors.ts";
import type { HistoryRow } from "#lib/domain/views/run-view.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getAuditState } from "#lib/services/get-audit-state.ts";
import { listRuns } from "#lib/services/list-runs.ts";
import { serviceContext } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("title") };
}

/** The runs, or null while the audit database does not answer. */
async function runsOrNull(ctx: ServiceContext): Promise<readonly HistoryRow[] | null> {
  try {
    return await listRuns(ctx, { limit: 200 });
  } catch (e) {
    if (isAppError(e) && e.code === "store-failed") return null;
    throw e;
  }
}

async function HistoryPage() {
  const ctx = await serviceContext();
  const [t, rows] = await Promise.all([getTranslations("history"), runsOrNull(ctx)]);
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <section className="panel mb-3 px-4 py-2.5" aria-label={t("audit.label")}>
        <AuditLine check={getAuditState(ctx).check} />
      </section>
      <section className="panel" aria-label={t("title")}>
        {rows === null ? (
          <EmptyState title={t("unreadable")}>
            <p className="max-w-prose">{t("unreadableMeans")}</p>
          </EmptyState>
        ) : rows.length === 0 ? (
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

export default withTexts("app/(main)/history/page.tsx", HistoryPage);
