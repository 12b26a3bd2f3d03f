import type { RunView } from "#lib/domain/views/run-view.ts";
import { Controls } from "./controls.tsx";
import { CurrentStep } from "./current-step.tsx";
import { isFinished } from "./is-finished.ts";
import { NextStep } from "./next-step.tsx";
import { OutputPanel } from "./output-panel.tsx";
import type { RunActions } from "./run-actions.ts";
import { StepList } from "./step-list.tsx";
import { TakenDecisions } from "./taken-decisions.tsx";

type RunBodyProps = { readonly run: RunView; readonly mayControl: boolean; readonly actions: RunActions };

export function RunBody({ run, mayControl, actions }: RunBodyProps) {
  const current = run.steps.find((step) => step.id === run.currentStepId) ?? null;
  const last = run.steps.filter((step) => step.status !== "todo").at(-1) ?? null;
  const shown = current ?? last;
  const next = run.steps.find((step) => step.status === "todo" && step.id !== run.currentStepId) ?? null;
  return (
    <div className={isFinished(run.status) && run.takenDecisions.length === 0 ? "rungrid is-plain" : "rungrid"}>
      <div className="stack run-steps">
        <StepList steps={run.steps} currentStepId={run.currentStepId} />
      </div>
      <div className="stack run-current">
        {shown === null ? null : <CurrentStep step={shown} />}
        <OutputPanel lines={run.output} count={run.outputCount} />
      </div>
      <div className="stack run-controls">
        {isFinished(run.status) ? null : <Controls run={run} mayControl={mayControl} actions={actions} />}
        {next === null || isFinished(run.status) ? null : <NextStep step={next} />}
        <TakenDecisions taken={run.takenDecisions} />
      </div>
    </div>
  );
}
