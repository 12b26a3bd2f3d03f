"use client";

import { useTranslations } from "next-intl";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import { Banner } from "#components/ui/banner.tsx";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { DecisionPanel } from "./decision-panel.tsx";
import { FenceEnd } from "./fence-end.tsx";
import { FinishedResult } from "./finished-result.tsx";
import { OverrideWaiting } from "./override-waiting.tsx";
import type { RunActions } from "./run-actions.ts";
import { RunBar } from "./run-bar.tsx";
import { RunBody } from "./run-body.tsx";
import { RunHead } from "./run-head.tsx";
import { RunResult } from "./run-result.tsx";
import { RunTime } from "./run-time.tsx";
import { StateStrip } from "./state-strip.tsx";
import { StepAnnouncer } from "./step-announcer.tsx";
import { StillRunning } from "./still-running.tsx";
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
  const finished = run.finishedAt !== null;
  return (
    <div className="runlive">
      <StepAnnouncer run={run} />
      <RunHead run={run} sites={sites} />
      {live ? null : (
        <Banner tone="warn" title={t("staleTitle")}>
          <p>{t("runGoesOn")}</p>
        </Banner>
      )}
      {finished ? <RunResult run={run} overview={view} /> : <RunTime run={run} overview={view} now={now} />}
      <FenceEnd detail={run.finishDetail} />
      <StateStrip overview={view} />
      <StillRunning acts={run.stillRunning} />
      <div id="decision">
        <OverrideWaiting run={run} />
        {run.decisions.map((decision) => (
          <DecisionPanel
            key={decision.id}
            runId={run.id}
            decision={decision}
            first={decision === run.decisions[0]}
            siteName={view.otherName}
            mayDecide={mayDecide && live}
            action={actions.decide}
          />
        ))}
      </div>
      {finished ? <FinishedResult run={run} /> : null}
      <RunBody run={run} mayControl={mayControl && live} actions={actions} />
      {finished ? null : <RunBar run={run} mayControl={mayControl && live} actions={actions} />}
    </div>
  );
}
