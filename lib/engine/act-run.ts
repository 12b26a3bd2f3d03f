import type { OutputLine } from "#lib/domain/ports.ts";
import type { ActState } from "#lib/domain/run/run-state.ts";
import type { LiveContext, Step } from "#lib/domain/steps/step.ts";
import type { RunJournal } from "./run-journal.ts";

/** What one act needs from the runner. */
export type ActRun = {
  readonly journal: RunJournal;
  readonly step: Step;
  readonly context: (actId: string, onOutput: (line: OutputLine) => void) => LiveContext;
};

/** For looks, whose output nobody reads. */
export const silent = (): undefined => undefined;

/** Whether a person answered about an act after it was last begun or ended: an older answer was about an older attempt. */
export function answeredSince(run: ActRun, act: ActState): boolean {
  return run.journal.state().taken.some((t) => t.decision.actId === act.id && t.number > act.movedAt);
}
