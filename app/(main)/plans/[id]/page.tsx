import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { makePlan } from "#app/(main)/failover/actions.ts";
import { toItsPool } from "#app/to-its-pool.tsx";
import { withTexts } from "#app/with-texts.tsx";
import { PlanPage } from "#components/plan/plan-page.tsx";
import { PlanWaiting } from "#components/plan/plan-waiting.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { getApproval } from "#lib/services/get-approval.ts";
import { getPlan, getPlanJob } from "#lib/services/get-plan.ts";
import { listAnswers } from "#lib/services/list-answers.ts";
import { hasPermission, mayRun } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { say } from "#lib/web/said.ts";
import { answerAsked, askApproval, giveAnswer, startPlannedRun } from "./actions.ts";

type PlanRouteProps = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: PlanRouteProps): Promise<Metadata> {
  const [{ id }, ctx, t] = await Promise.all([params, serviceContext(), getTranslations("plan")]);
  const plan = await getPlan(ctx, { planId: id });
  if (plan === null) return { title: t("waiting.heading") };
  return { title: t(`title.${plan.procedure}`, { home: plan.homeName, other: plan.otherName }) };
}

async function PlanRoute({ params }: PlanRouteProps) {
  const [{ id }, ctx, t] = await Promise.all([params, serviceContext(), getTranslations("plan.waiting")]);
  // The job first: when it is gone, its plan is stored.
  const job = await say(await getPlanJob(ctx, { planId: id }));
  const plan = await say(await getPlan(ctx, { planId: id }));
  if (plan !== null) {
    const approval = await getApproval(ctx, plan);
    return (
      <PlanPage
        plan={plan}
        allowed={mayRun(ctx.actor, "run.start", plan.procedure)}
        action={startPlannedRun}
        mayPlan={hasPermission(ctx.actor, "run.plan")}
        planAgain={makePlan}
        approval={
          approval && {
            ...approval,
            personId: ctx.actor.id,
            mayApprove: hasPermission(ctx.actor, "run.approve"),
            ask: askApproval,
            answer: giveAnswer,
          }
        }
        asked={{
          answers: plan.asked?.length ? await listAnswers(ctx) : [],
          mayAnswer: hasPermission(ctx.actor, "capture.answer"),
          answer: answerAsked,
        }}
      />
    );
  }
  const elsewhere = job === null ? await toItsPool({ kind: "plan", id }) : null;
  if (elsewhere !== null) return elsewhere;
  return (
    <>
      <PageHead title={t("heading")} />
      {job?.status === "failed" ? (
        <Banner tone="bad" urgent title={t("failedTitle")}>
          <p className="[overflow-wrap:anywhere]">{job.message}</p>
        </Banner>
      ) : job === null ? (
        <Banner tone="bad" urgent title={t("noneTitle")}>
          <p>{t("none")}</p>
        </Banner>
      ) : (
        <PlanWaiting />
      )}
      <Link href="/failover">{t("back")}</Link>
    </>
  );
}

export default withTexts("app/(main)/plans/[id]/page.tsx", PlanRoute);
