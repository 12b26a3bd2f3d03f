import type { Choice, DecisionKind } from "#lib/domain/run/journal.ts";
import type { TakenDecision } from "#lib/domain/run/run-state.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ActRun } from "./act-run.ts";

/** Puts one act to a person and waits. A question about it that is still open is asked again as it is. @throws RunStop */
export async function askAbout(
  run: ActRun,
  act: Act,
  kind: DecisionKind,
  facts: Readonly<Record<string, string>>,
  choices: readonly Choice[],
): Promise<TakenDecision> {
  const { open, taken } = run.journal.state();
  const waiting = open.find((o) => o.decision.actId === act.id);
  const id = waiting?.decision.id ?? `${act.id}:${taken.filter((t) => t.decision.actId === act.id).length + 1}`;
  const decision = waiting?.decision ?? {
    id,
    kind,
    stepId: run.step.id,
    actId: act.id,
    facts: { ...facts, act: act.id },
    choices,
    suggested: null,
  };
  return run.journal.ask(decision);
}
