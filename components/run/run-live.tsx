"use client";

import { FailbackResult } from "#components/failback/failback-result.tsx";
import { HomeAgain } from "#components/failback/home-again.tsx";
import { FencingSheet } from "#components/fencing/fencing-sheet.tsx";
import { useStreamState } from "#components/shell/stream-provider.tsx";
import { isOwner } from "#lib/domain/run/fold-owner.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { DecisionQueue } from "./decision-queue.tsx";
import { FenceEnd } from "./fence-end.tsx";
import { FinishedResult } from "./finished-result.tsx";
import { HandOver } from "./hand-over.tsx";
import { NewerJournal } from "./newer-journal.tsx";
import { OverrideWaiting } from "./override-waiting.tsx";
import { ReverseByHand } from "./reverse-by-hand.tsx";
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
import { WhatItLeaves } from "./what-it-leaves.tsx";
import { withLooks } from "./with-looks.ts";

type RunLiveProps = {
  readonly initial: RunView;
  readonly overview: OverviewView;
  readonly now: string;
  readonly viewer: { readonly id: string; readonly name: string };
  readonly mayDecide: boolean;
  readonly mayControl: boolean;
  readonly actions: RunActions;
};

export function RunLive({ initial, overview, now, viewer, mayDecide, mayControl, actions }: RunLiveProps) {
  const stream = useStreamState();
  const run = withLooks(useRun(initial), stream.looks);
  const view = stream.overview ?? overview;
  const sites = { home: view.homeName, other: view.otherName };
  const finished = run.finishedAt !== null;
  const owns = isOwner(run.owner, viewer);
  const mayNow = { decide: mayDecide && owns && stream.live, control: mayControl && owns && stream.live };
  return (
    <div className="runlive">
      <StepAnnouncer run={run} />
      <RunHead run={run} sites={sites} />
      <NewerJournal version={run.newerVersion} />
      {mayControl && !finished ? (
        <HandOver run={run} viewerId={viewer.id} owns={owns} now={now} actions={actions} />
      ) : null}
      {!finished ? (
        <RunTime run={run} overview={view} now={now} />
      ) : run.procedure === "failback" ? (
        <FailbackResult run={run} other={view.otherName} />
      ) : (
        <RunResult run={run} overview={view} />
      )}
      <FenceEnd detail={run.finishDetail} />
      <StateStrip overview={view} />
      <StillRunning acts={run.stillRunning} />
      <div id="decision">
        <OverrideWaiting run={run} />
        <DecisionQueue run={run} siteName={view.otherName} mayDecide={mayNow.decide} action={actions.decide} />
      </div>
      {run.fencing === null ? null : (
        <div className="mb-3">
          <FencingSheet
            fencing={run.fencing}
            isAsked={run.decisions.some((each) => each.choices.some((choice) => choice.needs.includes("attestation")))}
          />
        </div>
      )}
      <WhatItLeaves run={run} />
      {!finished ? null : run.procedure === "failback" ? <HomeAgain run={run} /> : <FinishedResult run={run} />}
      <ReverseByHand commands={run.reverseByHand} home={view.homeName} />
      <RunBody run={run} mayControl={mayNow.control} actions={actions} />
      {finished ? null : <RunBar run={run} mayControl={mayNow.control} actions={actions} />}
    </div>
  );
}
