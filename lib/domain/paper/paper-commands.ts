import type { Command, PlannedCommand } from "#lib/domain/commands/command.ts";
import { expectedOutput } from "#lib/domain/commands/expected-output.ts";
import { filledBy } from "#lib/domain/commands/planned-command.ts";
import { restoreLog } from "#lib/domain/commands/restore.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import { type LogBackup, planChain } from "#lib/domain/log-chain/plan-chain.ts";
import { type ActState, isSettled } from "#lib/domain/run/run-state.ts";
import { surveyOf } from "#lib/domain/steps/copy-log-backups.ts";
import { copyCommand } from "#lib/domain/steps/log-backup-acts.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { applyId, copyId, serverPath } from "#lib/domain/steps/survey.ts";
import type { PaperSource } from "./paper-plan.ts";

/** One command with its box. `at`: when the run had done it. */
export type PaperCommand = {
  readonly status: "open" | "done" | "skipped" | "failed" | "unknown";
  readonly at: string | null;
  readonly target: string;
  readonly text: string;
  /** For values known only while it is carried out: the rule in words. */
  readonly rules: Readonly<Record<string, string>>;
  /** What the target writes when it goes well; null: nothing. */
  readonly expected: string | null;
  /** Where a log backup lies in the chain. */
  readonly lsns: { readonly file: string; readonly first: string; readonly last: string } | null;
};

/** A step's commands: what the run did, with its values; then what is left, with real files where they were found. Pure. */
export function commandItems(step: Step, source: PaperSource): readonly PaperCommand[] {
  const { plan, run } = source;
  const sets = setsOf(source);
  const acts = [...(run?.acts.values() ?? [])].filter((a) => a.stepId === step.id && a.command !== null);
  const begun = acts.filter((act) => act.attempts > 0).map((act) => doneItem(act, sets));
  const status = run?.steps.get(step.id)?.status;
  if (status === "done" || status === "skipped") return begun;
  const planned = plan.steps.find((s) => s.id === step.id)?.commands ?? [];
  const files = fileCommands(step, source);
  if (files !== null) return [...begun, ...files];
  const left = status === "running" && run ? leftOf(step, source) : planned;
  const sent = acts.flatMap((act) => (act.command ? [act.command] : []));
  const isSent = (p: PlannedCommand) => sent.some((command) => filledBy(p, command) !== null);
  return [...begun, ...left.filter((p) => !isSent(p)).map((p) => openItem(p, null))];
}

/** The acts that the step would send next; where it shows none of them yet, all that is planned. */
function leftOf(step: Step, { plan, pool, run }: PaperSource): readonly PlannedCommand[] {
  const planned = plan.steps.find((s) => s.id === step.id)?.commands ?? [];
  if (!run) return planned;
  const next = step.acts({ pool, plan, run }).acts.filter((act) => !isSettled(run, act.id));
  const commands = next.flatMap(({ command }) => (command ? [{ command, rules: {} }] : []));
  const isNamed = (p: PlannedCommand) => commands.some(({ command }) => filledBy(p, command) !== null);
  return [...commands, ...planned.filter((p) => !isNamed(p))];
}

/** Copying and applying file by file, for every log backup of the chain that is left; null for other steps, or with none left. */
function fileCommands(step: Step, source: PaperSource): readonly PaperCommand[] | null {
  if (step.id !== "copy-log-backups" && step.id !== "apply-log-backups") return null;
  const { plan, pool, run } = source;
  const chain = chainOfPaper(source);
  if (chain === null) return null;
  const isCopy = step.id === "copy-log-backups";
  const left = chain.filter((set) =>
    isCopy
      ? set.folder === "backupShare" && !(run && isSettled(run, copyId(set)))
      : !(run && isSettled(run, applyId(set))),
  );
  // None as listed now: the rule stands, for what may still come.
  if (left.length === 0) return null;
  return left.map((set) => {
    const at = { database: "mgc", file: serverPath({ pool }, "copyFolder", set.file), position: set.header.position };
    const command: Command = isCopy
      ? copyCommand({ name: set.file, sizeBytes: set.sizeBytes })
      : restoreLog(plan.target, at);
    return openItem({ command, rules: {} }, set);
  });
}

/** In the order to apply; the run's own listing, else the one made for the paper. */
function chainOfPaper(source: PaperSource): readonly LogBackup[] | null {
  const survey = surveyIn(source);
  return survey === null ? null : planChain(survey.redo, survey.sets).apply;
}

function surveyIn({ run, listed }: PaperSource) {
  const own = run ? surveyOf(run).done : undefined;
  return own ?? (listed.kind === "listed" ? listed.survey : null);
}

function setsOf(source: PaperSource): ReadonlyMap<string, LogBackup> {
  const sets = surveyIn(source)?.sets ?? [];
  return new Map(sets.flatMap((set) => [applyId(set), copyId(set)].map((id) => [id, set] as const)));
}

function doneItem(act: ActState, sets: ReadonlyMap<string, LogBackup>): PaperCommand {
  const item = openItem({ command: act.command as Command, rules: {} }, sets.get(act.id) ?? null);
  const status = act.status === "intended" ? "unknown" : act.status;
  return { ...item, status, at: act.finishedAt };
}

function openItem({ command, rules }: PlannedCommand, set: LogBackup | null): PaperCommand {
  const lsns = set && { file: set.file, first: set.header.firstLsn, last: set.header.lastLsn };
  const text = showCommand(command);
  return { status: "open", at: null, target: command.target, text, rules, expected: expectedOutput(command), lsns };
}
