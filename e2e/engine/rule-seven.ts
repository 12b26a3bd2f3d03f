import { win32 } from "node:path";
import type { WireEntry } from "#lab/wire-log.ts";
import { canonicalJson } from "#lib/domain/audit/chain.ts";
import type { Command, CommandValue } from "#lib/domain/commands/command.ts";
import { type Filling, filledBy } from "#lib/domain/commands/planned-command.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { writesIn } from "./statement-writes.ts";

export type Evidence = {
  readonly runId: string;
  readonly events: readonly RunEvent[];
  readonly wire: readonly WireEntry[];
  readonly pinned: PinnedPlan;
};
type Intended = Extract<RunEvent, { kind: "act-intended" }> & { readonly command: Command };

export function intentsOf(events: readonly RunEvent[]): readonly Intended[] {
  return events.filter((e): e is Intended => e.kind === "act-intended" && e.command !== null);
}

/** Whatever is against rule 7 in one run, in words: journaled but not planned, not on the wire as journaled, on the wire but not journaled. */
export function ruleSevenProblems(run: Evidence): readonly string[] {
  const { problems, seen } = onTheWire(run);
  return [...unplanned(run), ...problems, ...unjournaled(run, seen)];
}

/** Commands that no planned command of their step stands for, and rules filled with something that no look of the run had found. */
function unplanned({ events, pinned }: Evidence): readonly string[] {
  return intentsOf(events).flatMap((intent) => {
    const planned = pinned.steps.find((s) => s.id === intent.stepId)?.commands ?? [];
    const filling = planned.map((p) => filledBy(p, intent.command)).find((f) => f !== null);
    if (!filling) return [`not in the plan: ${intent.actId} ${JSON.stringify(intent.command)}`];
    return strange(filling, intent, events);
  });
}

/** Every value a rule filled in was found by a look that the journal holds from before the intent. */
function strange(filling: Filling, intent: Intended, events: readonly RunEvent[]): readonly string[] {
  const commanded = new Set(intentsOf(events).map((e) => e.actId));
  const looks = events.flatMap((e) =>
    e.kind === "act-succeeded" && e.number < intent.number && !commanded.has(e.actId) ? [e.result] : [],
  );
  // A look may have found a file with its folder; the plan names the folder, and the rule fills in the name.
  const found = new Set(looks.flatMap(values).flatMap((value) => [value, win32.basename(value)]));
  // A backup's description names the run and who started it.
  for (const e of events) if (e.kind === "run-started") found.add(e.runId).add(e.person);
  return Object.entries(filling)
    .filter(([, value]) => !found.has(value))
    .map(([name, value]) => `no look had found ${name} = ${value} of ${intent.actId}`);
}

function values(of: unknown): readonly string[] {
  if (typeof of === "object" && of !== null) return Object.values(of).flatMap(values);
  return [String(of)];
}

/** Each attempt's text and parameters as they came, found by run and act for T-SQL, by order for cmdlets. */
function onTheWire({ runId, events, wire }: Evidence) {
  const problems: string[] = [];
  const seen = new Set<WireEntry>();
  const cmdlets = wire.filter((e) => e.kind === "cmdlet" && !/^Get-/i.test(e.text));
  const isOnly = (parameters: WireEntry["parameters"]) => parameters.WhatIf === true;
  for (const intent of intentsOf(events)) {
    const { command, actId } = intent;
    if (command.kind === "file") continue;
    const program = `pchat-dr ${runId} ${actId} by `.slice(0, 128);
    const sent =
      command.kind === "powershell"
        ? cmdlets.find((e) => !seen.has(e) && isOnly(e.parameters) === isOnly(command.parameters))
        : wire.find((e) => e.program.startsWith(program) && e.text === command.text && !seen.has(e));
    if (!sent) {
      problems.push(`never on the wire: ${actId}, attempt ${intent.attempt}`);
      continue;
    }
    seen.add(sent);
    if (asSent(command) !== asCame(sent)) problems.push(`${actId}: ${asSent(command)} came as ${asCame(sent)}`);
  }
  return { problems, seen };
}

function asSent(command: Command): string {
  const bind = (value: CommandValue) =>
    value === null ? null : typeof value === "boolean" ? (value ? "1" : "0") : String(value);
  const parameters =
    command.kind === "sql"
      ? Object.fromEntries(Object.entries(command.parameters).map(([name, value]) => [name, bind(value)]))
      : command.parameters;
  return canonicalJson({ target: command.target, text: command.text, parameters });
}

const asCame = ({ target, text, parameters }: WireEntry) => canonicalJson({ target, text, parameters });

const isWritingCmdlet = (e: WireEntry) => !/^Get-/i.test(e.text) && e.parameters.WhatIf !== true;

/** What the console's connections sent that changes something and belongs to no intent. The staff's own requests are left out. */
function unjournaled({ wire }: Evidence, seen: ReadonlySet<WireEntry>): readonly string[] {
  const isConsole = (e: WireEntry) => e.kind === "cmdlet" || e.program !== "dba";
  return wire
    .filter((e) => isConsole(e) && !seen.has(e))
    .flatMap((e) =>
      e.kind === "cmdlet"
        ? isWritingCmdlet(e)
          ? [`not journaled: ${e.text} ${JSON.stringify(e.parameters)}`]
          : []
        : writesIn(
            e.text,
            Object.keys(e.parameters).map((name) => `@${name}`),
          ).map((what) => `not journaled: ${e.program} on ${e.target}: ${what}`),
    );
}
