import type { PlannedCommand } from "#lib/domain/commands/command.ts";

/** Sessions are only known when they are listed: a KILL takes a number and nothing else. */
export function plannedKill(target: string): PlannedCommand {
  return {
    command: { kind: "sql", target, text: "KILL <session>", parameters: {}, deadlineMs: 60_000 },
    rules: { text: "each session found in mgc there, ours excepted; normally none" },
  };
}
