import type { OutputLine } from "#lib/domain/ports.ts";
import type { Decision } from "#lib/domain/run/journal.ts";
import type { ActState } from "#lib/domain/run/run-state.ts";
import type { Act, LiveContext, Step } from "#lib/domain/steps/step.ts";
import type { RunJournal } from "./run-journal.ts";

/** What one act needs from the runner. */
export type ActRun = {
  readonly journal: RunJournal;
  readonly step: Step;
  readonly context: (actId: string, onOutput: (line: OutputLine) => void) => LiveContext;
};

/** For looks, whose output nobody reads. */
export const silent = (): undefined => undefined;

/**
 * Whether a person answered about an act after it was last begun or ended: an older answer was about an older attempt. What failed
 * together is asked about together.
 */
export function answeredSince(run: ActRun, act: ActState): boolean {
  const isAbout = ({ actId, facts }: Decision) =>
    actId === act.id || (facts.alsoFailed?.split(separator).includes(act.id) ?? false);
  return run.journal.state().taken.some((t) => t.number > act.movedAt && isAbout(t.decision));
}

const separator = ", ";

/** The other acts of the step that failed and that nobody has been asked about, as a question says them; "" when there is none. */
export function alsoFailed(run: ActRun, act: Act): string {
  const others = [...run.journal.state().acts.values()].filter(
    (a) => a.stepId === run.step.id && a.id !== act.id && a.status === "failed" && !answeredSince(run, a),
  );
  return others.map((a) => a.id).join(separator);
}
