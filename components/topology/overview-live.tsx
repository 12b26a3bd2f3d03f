"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { ActiveRunBanner } from "./active-run-banner.tsx";
import { AnswerPanel } from "./answer-panel.tsx";
import { HomeReturnBanner } from "./home-return-banner.tsx";
import { ReadinessPanel } from "./readiness-panel.tsx";
import { SiteLostBanner } from "./site-lost-banner.tsx";
import { Topology } from "./topology.tsx";
import { TwoWritableBanner } from "./two-writable-banner.tsx";
import { useAgedOverview } from "./use-aged-overview.ts";

type OverviewLiveProps = {
  readonly initial: OverviewView;
  readonly mayPlan: boolean;
  readonly runs: ReactNode;
  readonly planFence: FormAction<{ readonly planId: string }>;
};

export function OverviewLive({ initial, mayPlan, runs, planFence }: OverviewLiveProps) {
  const t = useTranslations("shell.live");
  const { overview, live, lastHeardAt } = useStreamState();
  const view = useAgedOverview(overview ?? initial);
  return (
    <>
      {live ? null : (
        <Banner tone="warn" title={t("staleTitle")}>
          <p>{t("staleMeans")}</p>
          <p>
            {t("staleSince")} {lastHeardAt === null ? t("noAge") : <Time at={new Date(lastHeardAt).toISOString()} />}
          </p>
        </Banner>
      )}
      <ActiveRunBanner overview={view} />
      <TwoWritableBanner overview={view} />
      <HomeReturnBanner overview={view} mayPlan={mayPlan} planFence={planFence} />
      <SiteLostBanner overview={view} mayPlan={mayPlan} />
      <AnswerPanel overview={view} />
      <Topology overview={view} />
      <div className="g2">
        <ReadinessPanel overview={view} />
        {runs}
      </div>
    </>
  );
}
