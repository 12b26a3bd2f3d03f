import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { OldRecords } from "#components/history/old-records.tsx";
import { PastPurges } from "#components/history/past-purges.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { getRetention } from "#lib/services/get-retention.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { purgeOld } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history.retention"))("title") };
}

async function RetentionPage() {
  const [ctx, t] = await Promise.all([serviceContext(), getTranslations("history.retention")]);
  const { days, old, past } = await getRetention(ctx);
  return (
    <>
      <PageHead title={t("title")} note={days === null ? t("forEver") : t("days", { days })}>
        <Link href="/history/acts" className="btn">
          {t("back")}
        </Link>
      </PageHead>
      <section className="panel mb-3" aria-label={t("old")}>
        {old === null ? (
          <EmptyState title={t("noPolicy")}>
            <p className="max-w-prose">{t("noPolicyMeans")}</p>
          </EmptyState>
        ) : (
          <OldRecords old={old} mayPurge={hasPermission(ctx.actor, "audit.purge")} action={purgeOld} />
        )}
      </section>
      <section className="panel" aria-label={t("past")}>
        {past.length === 0 ? <EmptyState title={t("nonePast")} /> : <PastPurges past={past} />}
      </section>
    </>
  );
}

export default withTexts("app/(main)/history/retention/page.tsx", RetentionPage);
