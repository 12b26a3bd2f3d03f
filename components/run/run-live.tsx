"use client";

import { useTranslations } from "next-intl";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import { Banner } from "#components/ui/banner.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { DecisionPanel } from "./decision-panel.tsx";
import { FinishedResult } from "./finished-result.tsx";
import type { RunActions } from "./run-actions.ts";
import { RunBody } from "./run-body.tsx";
import { RunHead } from "./run-head.tsx";
import { RunTime } from "./run-time.tsx";
import { StepAnnouncer } from "./step-announcer.tsx";
import { useRun } from "./use-run.ts";

type RunLiveProps = {
  readonly initial: RunView;
  readonly overview: OverviewView;
  readonly now: string;
  readonly mayDecide: boolean;
  readonly mayControl: boolean;
  readonly actions: RunActions;
};

export function RunLive({ initial, overview, now, mayDecide, mayControl, actions }: RunLiveProps) {
  const t = useTranslations("shell.live");
  const { run, live } = useRun(initial);
  const view = useStreamState().overview ?? overview;
  const sites = { home: view.homeName, other: view.otherName };
  return (
    <>
      <StepAnnouncer run={run} />
      <RunHead run={run} sites={sites} />
      {live ? null : (
        <Banner tone="warn" title={t("staleTitle")}>
          <p>{t("runGoesOn")}</p>
        </Banner>
      )}
      {run.finishedAt === null ? null : <FinishedResult run={run} />}
      <RunTime run={run} overview={view} now={now} />
      {run.decision === null ? null : (
        <DecisionPanel
          key={run.decision.id}
          runId={run.id}
          decision={run.decision}
          siteName={view.otherName}
          mayDecide={mayDecide && live}
          action={actions.decide}
        />
      )}
      <RunBody run={run} mayControl={mayControl && live} actions={actions} />
    </>
  );
}
