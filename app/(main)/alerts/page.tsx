import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { AlertList } from "#components/alerts/alert-list.tsx";
import { AskAgain } from "#components/ui/ask-again.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { isAppError } from "#lib/domain/errors.ts";
import type { ListedAlert } from "#lib/domain/health/deliveries.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { listAlerts } from "#lib/services/list-alerts.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { say } from "#lib/web/said.ts";
import { acknowledge } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alerts"))("title") };
}

/** The alerts, or null while the audit database does not answer. */
async function alertsOrNull(ctx: ServiceContext): Promise<readonly ListedAlert[] | null> {
  try {
    return await say(await listAlerts(ctx));
  } catch (e) {
    if (isAppError(e) && e.code === "store-failed") return null;
    throw e;
  }
}

async function AlertsPage() {
  const ctx = await serviceContext();
  const [t, alerts] = await Promise.all([getTranslations("alerts"), alertsOrNull(ctx)]);
  const mayAcknowledge = hasPermission(ctx.actor, "alert.acknowledge");
  return (
    <>
      <AskAgain everyMs={5_000} unseen={false} />
      <PageHead title={t("title")} note={t("note")} />
      {alerts === null ? (
        <section className="panel" aria-label={t("title")}>
          <EmptyState title={t("unreadable")}>
            <p className="max-w-prose">{t("unreadableMeans")}</p>
          </EmptyState>
        </section>
      ) : (
        <AlertList
          alerts={alerts}
          now={ctx.console.ports.clock.now().toISOString()}
          action={mayAcknowledge ? acknowledge : null}
        />
      )}
    </>
  );
}

export default withTexts("app/(main)/alerts/page.tsx", AlertsPage);
