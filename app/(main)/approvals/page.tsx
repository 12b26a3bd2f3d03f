import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { ApprovalTable } from "#components/approval/approval-table.tsx";
import { AskAgain } from "#components/ui/ask-again.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listApprovals } from "#lib/services/list-approvals.ts";
import { serviceContext } from "#lib/web/context.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approval.list"))("title") };
}

async function ApprovalsPage() {
  const ctx = await serviceContext();
  const [t, approvals] = await Promise.all([getTranslations("approval.list"), listApprovals(ctx)]);
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      <section className="panel" aria-label={t("title")}>
        {approvals.length === 0 ? (
          <EmptyState title={t("empty")}>
            <p className="max-w-prose">{t("emptyMeans")}</p>
          </EmptyState>
        ) : (
          <ApprovalTable approvals={approvals} />
        )}
      </section>
      <AskAgain everyMs={3_000} />
    </>
  );
}

export default withTexts("app/(main)/approvals/page.tsx", ApprovalsPage);
