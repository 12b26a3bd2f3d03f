import type { Command } from "#lib/domain/commands/command.ts";
import { filledBy } from "#lib/domain/commands/planned-command.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import type { ActState } from "#lib/domain/run/run-state.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, silent } from "./act-run.ts";

/** Rule 7: whether one of the step's planned commands stands for what is about to be sent. Pure but for the journal it reads. */
export function isInPlan(run: ActRun, command: Command): boolean {
  const { plan } = run.context("", silent);
  const planned = plan.steps.find((s) => s.id === run.step.id)?.commands ?? [];
  return planned.some((p) => filledBy(p, command) !== null);
}

/** Journals that an act was not sent as the plan has no such command: what was shown is what is run. Gives the act as it failed. @throws RunStop */
export async function refuseUnplanned(run: ActRun, act: Act, command: Command): Promise<ActState | null> {
  const what = `step ${run.step.id}, act ${act.id}, on ${command.target}: ${showCommand(command)}`;
  const message = `not in the plan: ${what}. It was not sent; end this run and make a new plan`;
  const error = { code: "refused", message, effect: "none", causes: [] } as const;
  await run.journal.append({ kind: "act-failed", stepId: run.step.id, actId: act.id, error });
  return run.journal.state().acts.get(act.id) ?? null;
}
