"use client";

import type { ReactNode } from "react";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import type { FormAction } from "#components/ui/action-result.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RecoveryPointDay } from "#lib/domain/views/recovery-point-day.ts";
import { ActiveRunBanner } from "./active-run-banner.tsx";
import { AnswerPanel } from "./answer-panel.tsx";
import { HomeReturnBanner } from "./home-return-banner.tsx";
import { OpenAlerts } from "./open-alerts.tsx";
import { ReadinessPanel } from "./readiness-panel.tsx";
import { SiteLostBanner } from "./site-lost-banner.tsx";
import { Topology } from "./topology.tsx";
import { TwoWritableBanner } from "./two-writable-banner.tsx";
import { useAgedOverview } from "./use-aged-overview.ts";

type OverviewLiveProps = {
  readonly initial: OverviewView;
  readonly mayPlan: boolean;
  readonly runs: ReactNode;
  readonly day: RecoveryPointDay | null;
  readonly planFence: FormAction<{ readonly planId: string }>;
};

export function OverviewLive({ initial, mayPlan, runs, day, planFence }: OverviewLiveProps) {
  const { overview } = useStreamState();
  const view = useAgedOverview(overview ?? initial);
  return (
    <>
      <ActiveRunBanner overview={view} />
      <TwoWritableBanner overview={view} />
      <HomeReturnBanner overview={view} mayPlan={mayPlan} planFence={planFence} />
      <SiteLostBanner overview={view} mayPlan={mayPlan} />
      <AnswerPanel overview={view} day={day} />
      <Topology overview={view} />
      <div className="g2">
        <div className="stack">
          <OpenAlerts alerts={view.alerts} />
          <ReadinessPanel overview={view} />
        </div>
        {runs}
      </div>
    </>
  );
}
