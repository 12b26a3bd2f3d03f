import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { withTexts } from "#app/with-texts.tsx";
import { ActsTable } from "#components/history/acts-table.tsx";
import { ExportLinks } from "#components/history/export-links.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listActs } from "#lib/services/list-acts.ts";
import { serviceContext } from "#lib/web/context.ts";

type ActsPageProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

const asked = z.object({
  of: z.enum(["pool", "console"]).catch("pool"),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history.acts"))("title") };
}

async function ActsPage({ searchParams }: ActsPageProps) {
  const [ctx, t, params] = await Promise.all([serviceContext(), getTranslations("history.acts"), searchParams]);
  const { of, before } = asked.parse(params);
  const page = await listActs(ctx, before === undefined ? { of } : { of, before });
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
        {page.acts.length === 0 ? <EmptyState title={t("empty")} /> : <ActsTable acts={page.acts} />}
        {page.next === null ? null : (
          <p className="px-4 py-3">
            <Link href={`/history/acts?of=${of}&before=${page.next}`} className="btn">
              {t("older")}
            </Link>
          </p>
        )}
        <ExportLinks address={`/api/history/acts?of=${of}`} />
      </section>
    </>
  );
}

export default withTexts("app/(main)/history/acts/page.tsx", ActsPage);
