import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { withTexts } from "#app/with-texts.tsx";
import { RecentRuns } from "#components/history/recent-runs.tsx";
import { NotYet } from "#components/topology/not-yet.tsx";
import { OverviewLive } from "#components/topology/overview-live.tsx";
import { PlanLink } from "#components/topology/plan-link.tsx";
import { AskAgain } from "#components/ui/ask-again.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { getRecoveryPointDay } from "#lib/services/get-recovery-point-day.ts";
import { listRuns } from "#lib/services/list-runs.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { makePlan } from "./failover/actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

/** Figures come by the stream; what is history is asked for anew when it has a new point. */
const dayPointMs = 300_000;

async function OverviewPage() {
  const ctx = await serviceContext();
  const [t, overview, runs, day] = await Promise.all([
    getTranslations("overview"),
    overviewOrNull(ctx),
    listRuns(ctx, { limit: 5 }),
    getRecoveryPointDay(ctx),
  ]);
  const note = overview === null ? null : t("note", { home: overview.homeName, other: overview.otherName });
  const mayPlan = hasPermission(ctx.actor, "run.plan");
  const recent = <RecentRuns rows={runs} />;
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
        <>
          <AskAgain everyMs={dayPointMs} unseen={false} />
          <OverviewLive initial={overview} mayPlan={mayPlan} runs={recent} day={day} planFence={makePlan} />
        </>
      )}
    </>
  );
}

export default withTexts("app/(main)/page.tsx", OverviewPage);
