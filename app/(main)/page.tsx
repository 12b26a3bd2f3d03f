import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { withTexts } from "#app/with-texts.tsx";
import { RecoveryDay } from "#components/charts/recovery-day.tsx";
import { RecentRuns } from "#components/history/recent-runs.tsx";
import { NotYet } from "#components/topology/not-yet.tsx";
import { OverviewLive } from "#components/topology/overview-live.tsx";
import { PlanLink } from "#components/topology/plan-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { isAppError } from "#lib/domain/errors.ts";
import { getCharts } from "#lib/services/get-charts.ts";
import { listRuns } from "#lib/services/list-runs.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { makePlan } from "./failover/actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

async function OverviewPage() {
  const ctx = await serviceContext();
  const [t, overview, runs] = await Promise.all([
    getTranslations("overview"),
    overviewOrNull(ctx),
    listRuns(ctx, { limit: 5 }),
  ]);
  const note = overview === null ? null : t("note", { home: overview.homeName, other: overview.otherName });
  const mayPlan = hasPermission(ctx.actor, "run.plan");
  const recent = <RecentRuns rows={runs} />;
  // The page does not wait for it: it reads a day of figures.
  const day = (
    <Suspense fallback={<RecoveryDay chart={null} />}>
      <Day />
    </Suspense>
  );
  return (
    <>
      <PageHead title={t("title")} note={note}>
        {mayPlan ? <PlanLink initial={overview} /> : null}
      </PageHead>
      {overview === null ? (
        <>
          <NotYet />
          {recent}
        </>
      ) : (
        <OverviewLive initial={overview} mayPlan={mayPlan} runs={recent} day={day} planFence={makePlan} />
      )}
    </>
  );
}

async function Day() {
  try {
    const { chosen } = await getCharts(await serviceContext(), { range: "24h", figure: "recovery-point" });
    return <RecoveryDay chart={chosen.chart} />;
  } catch (e) {
    // Without the audit database the overview goes on: it asks the servers.
    if (isAppError(e) && e.code === "store-failed") return <RecoveryDay chart={null} />;
    throw e;
  }
}

export default withTexts("app/(main)/page.tsx", OverviewPage);
