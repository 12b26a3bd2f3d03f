import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { withTexts } from "#app/with-texts.tsx";
import { CheckFilter } from "#components/health/check-filter.tsx";
import { CheckGroups } from "#components/health/check-groups.tsx";
import { ReadinessCards } from "#components/health/readiness-cards.tsx";
import { RecoveryFigures } from "#components/health/recovery-figures.tsx";
import { AskAgain } from "#components/ui/ask-again.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { checkStates } from "#lib/domain/health/check.ts";
import { getHealth } from "#lib/services/get-health.ts";
import { serviceContext } from "#lib/web/context.ts";
import { say } from "#lib/web/said.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("health"))("title") };
}

type HealthPageProps = { readonly searchParams: Promise<{ readonly state?: string | readonly string[] }> };

async function HealthPage({ searchParams }: HealthPageProps) {
  const [ctx, { state }] = await Promise.all([serviceContext(), searchParams]);
  const [t, health] = await Promise.all([getTranslations("health"), getHealth(ctx).then(say)]);
  const chosen = checkStates.find((each) => each === state) ?? null;
  return (
    <>
      <AskAgain everyMs={5_000} unseen={false} />
      <PageHead title={t("title")} note={t("note")}>
        <Link href="/health/charts" className="btn btn-sm">
          {t("toCharts")}
        </Link>
      </PageHead>
      <RecoveryFigures health={health} />
      <ReadinessCards health={health} />
      <CheckFilter checks={health.checks} chosen={chosen} />
      <CheckGroups checks={health.checks} chosen={chosen} now={health.serverNow} />
    </>
  );
}

export default withTexts("app/(main)/health/page.tsx", HealthPage);
