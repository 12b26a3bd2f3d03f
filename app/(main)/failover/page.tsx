import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { overviewOrNull } from "#app/overview-or-null.ts";
import { ProcedureForm } from "#components/plan/procedure-form.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { hasPermission } from "#lib/services/permissions.ts";
import { serviceContext } from "#lib/web/context.ts";
import { makePlan } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("failover"))("title") };
}

export default async function FailoverPage() {
  const ctx = await serviceContext();
  const [t, overview] = await Promise.all([getTranslations("failover"), overviewOrNull(ctx)]);
  const active = overview?.activeRun ?? null;
  const sites = ctx.console.pool.sites;
  return (
    <>
      <PageHead title={t("title")} note={t("note")} />
      {active === null ? null : (
        <Banner tone="warn" title={t("active", { label: active.label })}>
          <Link href={`/runs/${active.id}`}>{t("open")}</Link>
        </Banner>
      )}
      <ProcedureForm
        home={sites.home}
        other={sites.other}
        allowed={hasPermission(ctx.actor, "run.plan")}
        action={makePlan}
      />
    </>
  );
}
