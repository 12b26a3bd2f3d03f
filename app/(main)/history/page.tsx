import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { showPool } from "#app/(main)/settings/actions.ts";
import { withTexts } from "#app/with-texts.tsx";
import { AuditLine } from "#components/history/audit-line.tsx";
import { ExportLinks } from "#components/history/export-links.tsx";
import { historyAddress } from "#components/history/history-address.ts";
import { HistoryFigures } from "#components/history/history-figures.tsx";
import { HistoryFilters } from "#components/history/history-filters.tsx";
import { HistoryTable } from "#components/history/history-table.tsx";
import { NeverDone } from "#components/history/never-done.tsx";
import { RecoveryChart } from "#components/history/recovery-chart.tsx";
import { VerifyButton } from "#components/history/verify-button.tsx";
import { ToPool } from "#components/settings/to-pool.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { isAppError } from "#lib/domain/errors.ts";
import { type HistoryFilter, historyFilter } from "#lib/domain/history-filter.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getAuditState } from "#lib/services/get-audit-state.ts";
import { type HistoryPage as Listed, listHistory } from "#lib/services/list-history.ts";
import { listPools } from "#lib/services/list-pools.ts";
import { serviceContext, topologyContext } from "#lib/web/context.ts";
import { verifyNow } from "./actions.ts";

type HistoryPageProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("title") };
}

/** The runs, or null while the audit database does not answer. */
async function runsOrNull(ctx: ServiceContext, filter: HistoryFilter): Promise<Listed | null> {
  try {
    return await listHistory(ctx, filter);
  } catch (e) {
    if (isAppError(e) && e.code === "store-failed") return null;
    throw e;
  }
}

async function HistoryPage({ searchParams }: HistoryPageProps) {
  const [ctx, params, t] = await Promise.all([serviceContext(), searchParams, getTranslations("history")]);
  const asked = historyFilter.parse(params);
  const pools = (await listPools(await topologyContext())).map(({ fqdn }) => fqdn);
  const shown = ctx.console.pool.fqdn;
  // What is passed on says of which pool it is, where there are several.
  const filter = pools.length > 1 ? { ...asked, pool: asked.pool ?? shown } : asked;
  if (asked.pool !== undefined && asked.pool !== shown)
    return (
      <section className="panel">
        {pools.includes(asked.pool) ? (
          <ToPool fqdn={asked.pool} action={showPool} />
        ) : (
          <EmptyState title={t("otherPool.title")}>
            <p className="max-w-prose">{t("otherPool.noRole", { fqdn: asked.pool })}</p>
          </EmptyState>
        )}
      </section>
    );
  // A form sends its empty fields too: the address that is passed on says only what was chosen.
  if (Object.values(params).includes("")) redirect(historyAddress(filter));
  const page = await runsOrNull(ctx, filter);
  const { check } = getAuditState(ctx);
  const isEverything = historyAddress({ ...filter, pool: undefined, order: "newest" }) === "/history";
  return (
    <>
      <PageHead title={t("title")} note={t("note")}>
        <Link href="/history/search" className="btn">
          {t("search.title")}
        </Link>
        <Link href="/history/acts" className="btn">
          {t("acts.title")}
        </Link>
      </PageHead>
      <section className="panel mb-3 px-4 py-2.5" aria-label={t("audit.label")}>
        <AuditLine check={check} />
        <VerifyButton isChecking={check.kind === "checking"} action={verifyNow} />
      </section>
      {page === null || (page.total === 0 && isEverything) ? null : <HistoryFigures {...page} />}
      <section className="panel" aria-label={t("runs")}>
        {page === null ? (
          <EmptyState title={t("unreadable")}>
            <p className="max-w-prose">{t("unreadableMeans")}</p>
          </EmptyState>
        ) : page.total === 0 && isEverything ? (
          <EmptyState title={t("empty")}>
            <p className="max-w-prose">{t("emptyMeans")}</p>
            <Link href="/failover" className="btn mt-3">
              {t("plan")}
            </Link>
          </EmptyState>
        ) : (
          <>
            <HistoryFilters key={historyAddress(filter)} filter={filter} people={page.people} pools={pools} />
            {page.rows.length === 0 ? <EmptyState title={t("noneLeft")} /> : <HistoryTable rows={page.rows} />}
            {page.next === null ? null : (
              <p className="px-4 py-3">
                <Link href={historyAddress({ ...filter, after: page.next })} className="btn">
                  {t(`filter.more.${filter.order}`)}
                </Link>
              </p>
            )}
            <ExportLinks
              address={historyAddress({ ...filter, after: undefined }).replace("/history", "/api/history/runs")}
            />
          </>
        )}
      </section>
      {page === null || page.total === 0 ? null : (
        <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3">
          {page.bars.length === 0 ? null : <RecoveryChart bars={page.bars} />}
          {page.neverDone.length === 0 ? null : <NeverDone left={page.neverDone} />}
        </div>
      )}
    </>
  );
}

export default withTexts("app/(main)/history/page.tsx", HistoryPage);
