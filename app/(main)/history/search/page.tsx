import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { withTexts } from "#app/with-texts.tsx";
import { SearchForm } from "#components/history/search-form.tsx";
import { SearchHits } from "#components/history/search-hits.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { searchJournals } from "#lib/services/search-journals.ts";
import { serviceContext } from "#lib/web/context.ts";

type SearchPageProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

const asked = z.object({
  words: z.string().trim().max(200).catch(""),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history.search"))("title") };
}

async function SearchPage({ searchParams }: SearchPageProps) {
  const [ctx, t, history, params] = await Promise.all([
    serviceContext(),
    getTranslations("history.search"),
    getTranslations("history.acts"),
    searchParams,
  ]);
  const { words, before } = asked.parse(params);
  const { hits, next } = await searchJournals(ctx, before === undefined ? { words } : { words, before });
  return (
    <>
      <PageHead title={t("title")} note={t("note")}>
        <Link href="/history" className="btn">
          {history("back")}
        </Link>
      </PageHead>
      <section className="panel" aria-label={t("results")}>
        <SearchForm words={words} />
        {hits.length > 0 ? <SearchHits hits={hits} /> : <EmptyState title={t(words === "" ? "start" : "none")} />}
        {next === null ? null : (
          <p className="px-4 py-3">
            <Link href={`/history/search?${new URLSearchParams({ words, before: String(next) })}`} className="btn">
              {t("more")}
            </Link>
          </p>
        )}
      </section>
    </>
  );
}

export default withTexts("app/(main)/history/search/page.tsx", SearchPage);
