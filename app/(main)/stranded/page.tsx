import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { withTexts } from "#app/with-texts.tsx";
import { ExportForm } from "#components/stranded/export-form.tsx";
import { SettledList } from "#components/stranded/settled-list.tsx";
import { WaiverForm } from "#components/stranded/waiver-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { listStrandedSettled } from "#lib/services/list-stranded-settled.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { exportNow, waive } from "./actions.ts";
import { Counted } from "./counted.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("stranded"))("title") };
}

async function StrandedPage() {
  const ctx = await serviceContext();
  const t = await getTranslations("stranded");
  if (!hasPermission(ctx.actor, "stranded.count"))
    return (
      <>
        <PageHead title={t("title")} note={t("note")} />
        <section className="panel" aria-label={t("title")}>
          <EmptyState title={t("notAllowed")}>
            <p className="max-w-prose">{t("notAllowedMeans")}</p>
          </EmptyState>
        </section>
      </>
    );
  const mayRead = hasPermission(ctx.actor, "stranded.read");
  const settled = await listStrandedSettled(ctx);
  const waiting = (
    <Panel title={t("counts.title")}>
      <p className="px-4 py-8 text-ink-2">{t("counts.working")}</p>
    </Panel>
  );
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <div className="group g32">
        <div className="stack">
          <Suspense fallback={waiting}>
            <Counted ctx={ctx} />
          </Suspense>
          <SettledList settled={settled} mayRead={mayRead} />
        </div>
        {/* Known only when the count is there, and nothing typed here may be lost to it. */}
        <div className="stack group-has-[[data-nothing]]:hidden">
          <ExportForm allowed={mayRead} action={exportNow} />
          <WaiverForm action={waive} />
        </div>
      </div>
    </>
  );
}

export default withTexts("app/(main)/stranded/page.tsx", StrandedPage);
