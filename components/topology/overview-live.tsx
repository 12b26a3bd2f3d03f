"use client";

import { useTranslations } from "next-intl";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import { Banner } from "#components/ui/banner.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { Topology } from "./topology.tsx";
import { TwoWritableBanner } from "./two-writable-banner.tsx";
import { useAgedOverview } from "./use-aged-overview.ts";

type OverviewLiveProps = { readonly initial: OverviewView };

export function OverviewLive({ initial }: OverviewLiveProps) {
  const t = useTranslations("shell.live");
  const { overview, live } = useStreamState();
  const view = useAgedOverview(overview ?? initial);
  return (
    <>
      {live ? null : (
        <Banner tone="warn" title={t("staleTitle")}>
          <p>{t("staleMeans")}</p>
        </Banner>
      )}
      <TwoWritableBanner overview={view} />
      <AnswerPanel overview={view} />
      <Topology overview={view} />
    </>
  );
}
