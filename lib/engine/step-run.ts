import type { OutputLine } from "#lib/domain/ports.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { LiveContext, Step } from "#lib/domain/steps/step.ts";
import type { ActRun } from "./act-run.ts";
import type { EngineDeps } from "./engine-deps.ts";
import type { RunJournal } from "./run-journal.ts";

/** What the steps of a run go on with. */
export type StepRun = {
  readonly deps: EngineDeps;
  readonly plan: PinnedPlan;
  readonly journal: RunJournal;
  readonly signal: AbortSignal;
};

/** One act's part of the run. */
export function actRun(run: StepRun, step: Step): ActRun {
  return { journal: run.journal, step, context: (id, onOutput) => liveContext(run, id, onOutput) };
}

/** Everything an act or a check may reach, with the run as it is now. */
export function liveContext(run: StepRun, actId: string, onOutput: (line: OutputLine) => void): LiveContext {
  const state = run.journal.state();
  const { deps } = run;
  return {
    pool: deps.pool,
    plan: run.plan,
    run: state,
    ports: deps.ports,
    evidence: deps.evidence,
    act: { runId: state.runId, actId, person: state.person, onOutput, signal: run.signal },
  };
}
