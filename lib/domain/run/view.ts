import { showCommand } from "#lib/domain/commands/show-command.ts";
import { sheetOf } from "#lib/domain/fencing/sheet.ts";
import type { OutputLine } from "#lib/domain/ports.ts";
import { stagesOf } from "#lib/domain/procedures/all.ts";
import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { PinnedPlan, Step } from "#lib/domain/steps/step.ts";
import type { RunRow } from "#lib/domain/store-port.ts";
import type { ActView, RunView, StepView } from "#lib/domain/views/run-view.ts";
import { mayTakeFrom } from "./fold-owner.ts";
import type { RunEvent } from "./journal.ts";
import { lossOf } from "./loss.ts";
import { type ActState, foldRun, type RunState } from "./run-state.ts";
import { movesOf, openQuestions, statusOf } from "./status-of.ts";

/** How many lines of output a view carries, newest last; the rest is in the journal. */
const outputLines = 2_000;

/** Everything a run page shows, folded from the journal. Pure. */
export function runView(
  row: RunRow,
  plan: PinnedPlan,
  events: readonly RunEvent[],
): Omit<RunView, "expectedSeconds" | "nextByHand"> {
  const run = foldRun(events);
  const steps = stagesOf(plan)
    .flat()
    .map((step) => stepView(step, run, plan));
  const decisions = openQuestions(run)
    .map((o) => ({ ...o.decision, askedAt: o.at }))
    .reverse();
  return {
    id: row.id,
    label: row.label,
    procedure: row.procedure,
    status: statusOf(run),
    reason: row.reason,
    startedBy: row.startedBy,
    owner: run.owner,
    handOver: run.handOver && { ...run.handOver, mayTakeFrom: new Date(mayTakeFrom(run.handOver)).toISOString() },
    holdAt: run.pauseRequested ? run.holdAt : null,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    planId: row.planId,
    planHash: startedHash(events),
    approval: approvalOf(events),
    steps,
    currentStepId:
      steps.filter((s) => s.status === "running" || s.status === "waiting" || s.status === "failed").at(-1)?.id ?? null,
    decision: decisions[0] ?? null,
    decisions,
    takenDecisions: run.taken,
    overrides: run.overrides,
    fencing: sheetOf(run, plan.opposite),
    output: outputOf(events).slice(-outputLines),
    moves: movesOf(run),
    stillRunning: stillRunning(run),
    lastEvent: run.last,
    loss: lossOf(run),
    notProtected: leavesHome(row.procedure) ? notProtected(run) : [],
    finishDetail: run.detail,
    newerVersion: run.newerVersion,
  };
}

/** Acts that were begun, did not end for this console, and were last seen at work on the server. */
function stillRunning(run: RunState): RunView["stillRunning"] {
  return [...run.acts.values()].flatMap((act) => {
    const seen = act.observations.at(-1);
    if ((act.status !== "intended" && act.status !== "unknown") || seen?.observed.state !== "running") return [];
    return [{ actId: act.id, stepId: act.stepId, at: seen.at, facts: seen.observed.facts }];
  });
}

function startedHash(events: readonly RunEvent[]): string {
  const first = events[0];
  return first?.kind === "run-started" ? first.planHash : "";
}

function approvalOf(events: readonly RunEvent[]): RunView["approval"] {
  const first = events[0];
  return first?.kind === "run-started" ? (first.approval ?? null) : null;
}

function stepView(step: Step, run: RunState, plan: PinnedPlan): StepView {
  const state = run.steps.get(step.id);
  const acts = [...run.acts.values()].filter((a) => a.stepId === step.id);
  const asked = run.open.some((o) => o.decision.stepId === step.id);
  const failed = acts.some((a) => a.status === "failed" || a.status === "unknown");
  const planned = plan.steps.find((s) => s.id === step.id);
  return {
    id: step.id,
    number: step.number,
    way: step.way,
    status: !state
      ? "todo"
      : state.status !== "running"
        ? state.status
        : asked
          ? failed
            ? "failed"
            : "waiting"
          : run.status === "ended"
            ? "failed"
            : "running",
    startedAt: state?.startedAt ?? null,
    finishedAt: state?.finishedAt ?? null,
    targets: [...new Set((planned?.commands ?? []).map((c) => c.command.target))],
    acts: acts.map((a) => actView(a, run)),
    findings: state?.findings ?? [],
    canSkip: step.skip !== undefined,
  };
}

function actView(act: ActState, run: RunState): ActView {
  // Lost without an answer, then seen as not begun: the question says that nothing was changed, and so does this.
  const isKnown = run.open.some((o) => o.decision.actId === act.id && o.decision.kind === "act-failed");
  const ended = act.status === "unknown" && isKnown ? "failed" : act.status;
  const status = ended === "intended" ? (act.attempts > 0 ? "running" : "waiting") : ended;
  return {
    id: act.id,
    target: act.command?.target ?? "",
    command: act.command,
    status,
    attempts: act.attempts,
    observations: act.observations,
    error: act.error
      ? [act.error.message, ...act.error.causes.map((c) => c.message)]
          .filter((m, i, all) => !all.slice(0, i).some((earlier) => earlier.includes(m)))
          .join(" · ")
      : null,
    startedAt: act.startedAt,
    finishedAt: act.finishedAt,
  };
}

type Line = OutputLine & { readonly at: string; readonly stepId: string };

/** Commands and what servers wrote, in the journal's order: evidence is verbatim. */
export function outputOf(events: readonly RunEvent[]): readonly Line[] {
  return events.flatMap((e): readonly Line[] => {
    if (e.kind === "act-intended" && e.command)
      return [{ source: e.command.target, level: "command", text: showCommand(e.command), at: e.at, stepId: e.stepId }];
    if (e.kind === "act-output")
      return e.lines.filter((l) => l.level !== "command").map((l) => ({ ...l, at: e.at, stepId: e.stepId }));
    if (e.kind === "act-failed") {
      const causes = e.error.causes.length > 0 ? e.error.causes : [{ message: e.error.message }];
      // What this attempt wrote already stands above.
      const own = events.filter((o) => "actId" in o && o.actId === e.actId && o.number < e.number);
      const since = own.findLast((o) => o.kind === "act-intended")?.number ?? 0;
      const written = own.flatMap((o) => (o.kind === "act-output" && o.number > since ? o.lines : []));
      const isNew = (c: { readonly message: string }) => !written.some((l) => l.text === c.message);
      return causes.filter(isNew).map((c) => ({
        source: e.actId,
        level: "error" as const,
        text: "number" in c && c.number !== undefined ? `Msg ${c.number}: ${c.message}` : c.message,
        at: e.at,
        stepId: e.stepId,
      }));
    }
    return [];
  });
}

/** What a further fault would hit: keys of texts, said until somebody proves the contrary. */
function notProtected(run: RunState): readonly string[] {
  // A copy that was never opened serves nobody: what this run took away is all that is missing by it.
  if (run.status === "ended" && (run.acts.get("bring-online")?.attempts ?? 0) === 0)
    return run.acts.get("delete-secondary")?.status === "done" ? ["log-shipping"] : [];
  const findings = [...run.steps.values()].flatMap((s) => s.findings);
  const passed = (id: string) => findings.some((f) => f.checkId === id && f.verdict === "pass");
  const bad: string[] = ["second-site", "compliance"];
  if (!passed("mirror-synchronized")) bad.push("mirror");
  if (!passed("log-backups-running")) bad.push("log-backups");
  if (!passed("test-message")) bad.push("test-message");
  if (!passed("one-writable-copy")) bad.push("fence");
  return bad;
}
