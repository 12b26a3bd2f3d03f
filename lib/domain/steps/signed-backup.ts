import type { PlannedCommand, SqlCommand } from "#lib/domain/commands/command.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";

/** What the plan cannot know yet: which run will write the backup, and who started it. */
const unsigned = "run <run> by <person>";
/** SQL Server keeps 255 characters; ids and words of ours take less than 190. */
const mostPersonLetters = 60;

/** A backup's description as planned; `part` says which step writes it. msdb keeps it, so that its rows can be laid beside the journal. */
export function backupDescription(about: { readonly planId: string; readonly part: string }): string {
  return `Persistent Chat ${about.part}, plan ${about.planId}, ${unsigned}`;
}

/** How the plan shows a backup: the rule says what will stand for run and person. */
export function plannedBackup(command: SqlCommand): PlannedCommand {
  return {
    command,
    rules: { description: "the run's id, as program_name has it, and the name of the person who started it" },
  };
}

/** The backup as this run sends it. A separator of paths in a name becomes a space: no rule of a plan lets one through. */
export function signedBackup(command: SqlCommand, run: Pick<RunState, "runId" | "person">): SqlCommand {
  const person = run.person.replaceAll(/[\\/]/g, " ").slice(0, mostPersonLetters);
  const description = String(command.parameters.description).replace(unsigned, () => `run ${run.runId} by ${person}`);
  return { ...command, parameters: { ...command.parameters, description } };
}
