import { filledBy } from "#lib/domain/commands/planned-command.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";

/** Commands in a journal that no planned command of the same step stands for. */
export function strangeCommands(events: readonly RunEvent[], plan: PinnedPlan): readonly string[] {
  return events.flatMap((e) => {
    if (e.kind !== "act-intended" || e.command === null) return [];
    const sent = e.command;
    const planned = plan.steps.find((s) => s.id === e.stepId)?.commands ?? [];
    return planned.some((p) => filledBy(p, sent) !== null) ? [] : [`${e.stepId}: ${JSON.stringify(sent)}`];
  });
}
