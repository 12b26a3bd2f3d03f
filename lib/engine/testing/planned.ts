import type { Command } from "#lib/domain/commands/command.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { PinnedPlan } from "#lib/domain/steps/step.ts";

/** Commands in a journal that no planned command of the same step stands for. */
export function strangeCommands(events: readonly RunEvent[], plan: PinnedPlan): readonly string[] {
  return events.flatMap((e) => {
    if (e.kind !== "act-intended" || e.command === null) return [];
    const sent = e.command;
    const planned = plan.steps.find((s) => s.id === e.stepId)?.commands ?? [];
    return planned.some((p) => isPlanned(sent, p.command, p.rules)) ? [] : [`${e.stepId}: ${JSON.stringify(sent)}`];
  });
}

function isPlanned(sent: Command, planned: Command, rules: Readonly<Record<string, string>>): boolean {
  const fixed = (command: Command) =>
    Object.fromEntries(Object.entries(command.parameters).filter(([name]) => !(name in rules)));
  const key = (command: Command) =>
    JSON.stringify([command.kind, command.target, "text" in rules ? "" : command.text, sorted(fixed(command))]);
  return key(sent) === key(planned);
}

const sorted = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
