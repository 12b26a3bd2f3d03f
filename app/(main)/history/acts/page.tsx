import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { actsAddress } from "#components/history/acts-address.ts";
import { ActsFilters } from "#components/history/acts-filters.tsx";
import { ActsTable } from "#components/history/acts-table.tsx";
import { ExportLinks } from "#components/history/export-links.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { actsFilter } from "#lib/domain/acts-filter.ts";
import { listActs } from "#lib/services/list-acts.ts";
import { serviceContext } from "#lib/web/context.ts";

type ActsPageProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history.acts"))("title") };
}

async function ActsPage({ searchParams }: ActsPageProps) {
  const [ctx, t, params] = await Promise.all([serviceContext(), getTranslations("history.acts"), searchParams]);
  const filter = actsFilter.parse(params);
  const { of } = filter;
  const page = await listActs(ctx, filter);
  return (
    <>
      <PageHead title={t("title")} note={t("note")}>
        <Link href="/history/retention" className="btn">
          {t("retention")}
        </Link>
        <Link href="/history" className="btn">
          {t("back")}
        </Link>
      </PageHead>
      <nav className="not-printed mb-3 flex flex-wrap gap-2" aria-label={t("whose")}>
        {(["pool", "console"] as const).map((each) => (
          <Link
            key={each}
            href={`/history/acts?of=${each}`}
            className="btn"
            aria-current={each === of ? "page" : undefined}
          >
            {t(`of.${each}`)}
          </Link>
        ))}
      </nav>
      <section className="panel" aria-label={t(`of.${of}`)}>
        <ActsFilters key={actsAddress(filter)} filter={filter} />
        {page.acts.length === 0 ? <EmptyState title={t("empty")} /> : <ActsTable acts={page.acts} />}
        {page.next === null ? null : (
          <p className="px-4 py-3">
            <Link href={actsAddress({ ...filter, before: page.next })} className="btn">
              {t("older")}
            </Link>
          </p>
        )}
        <ExportLinks address={actsAddress({ ...filter, before: undefined }, "/api/history/acts")} />
      </section>
    </>
  );
}

export default withTexts("app/(main)/history/acts/page.tsx", ActsPage);
