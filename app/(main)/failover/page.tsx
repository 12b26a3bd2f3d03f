import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { withTexts } from "#app/with-texts.tsx";
import { FailbackForm } from "#components/failback/failback-form.tsx";
import { ProcedureForm } from "#components/plan/procedure-form.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { getExercised } from "#lib/services/get-exercised.ts";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { makePlan } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("failover"))("title") };
}

type FailoverPageProps = { readonly searchParams: Promise<{ readonly procedure?: string | readonly string[] }> };

async function FailoverPage({ searchParams }: FailoverPageProps) {
  const [ctx, { procedure }] = await Promise.all([serviceContext(), searchParams]);
  const wanted = typeof procedure === "string" ? procedure : null;
  const [t, overview, exercised] = await Promise.all([
    getTranslations("failover"),
    overviewOrNull(ctx),
    getExercised(ctx),
  ]);
  const active = overview?.activeRun ?? null;
  const sites = ctx.console.pool.sites;
  const poolState = overview?.poolState.value ?? null;
  const mine = {
    home: sites.home,
    other: sites.other,
    allowed: hasPermission(ctx.actor, "run.plan"),
    action: makePlan,
  };
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      {active === null ? null : (
        <Banner tone="warn" title={t("active", { label: active.label })}>
          <p>{t("activeMeans")}</p>
          <Link href={`/runs/${active.id}`}>{t("open")}</Link>
        </Banner>
      )}
      {overview !== null && poolState === "FailedOver" ? (
        <FailbackForm {...mine} initial={overview} />
      ) : (
        <ProcedureForm {...mine} initial={overview} wanted={wanted} exercised={exercised} />
      )}
    </>
  );
}

export default withTexts("app/(main)/failover/page.tsx", FailoverPage);
