import { sheetOf } from "#lib/domain/fencing/sheet.ts";
import { stagesOf } from "#lib/domain/procedures/all.ts";
import { leavesHome } from "#lib/domain/procedures/procedure-id.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import type { RunRow } from "#lib/domain/store-port.ts";
import type { RunView, StepView } from "#lib/domain/views/run-view.ts";
import { actView } from "./act-view.ts";
import { mayTakeFrom } from "./fold-owner.ts";
import type { RunEvent } from "./journal.ts";
import { lossOf } from "./loss.ts";
import { type RunReading, readOn } from "./run-reading.ts";
import type { ActState, RunState } from "./run-state.ts";
import { shownActs } from "./shown-acts.ts";
import { movesOf, openQuestions, statusOf } from "./status-of.ts";

type Shown = Omit<RunView, "expectedSeconds" | "nextByHand">;

/** Everything a run page shows, folded from the whole journal. Pure. */
export function runView(row: RunRow, plan: PinnedPlan, events: readonly RunEvent[]): Shown {
  return viewOfReading(row, plan, readOn(events));
}

/** The same of a journal that is read on event by event. Pure. */
export function viewOfReading(row: RunRow, plan: PinnedPlan, { first, state: run, output }: RunReading): Shown {
  const acts = Map.groupBy(run.acts.values(), (act) => act.stepId);
  const steps = stagesOf(plan)
    .flat()
    .map((step) => stepView(step, acts.get(step.id) ?? [], { run, plan }));
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
    planHash: startedHash(first),
    approval: run.approval,
    steps,
    currentStepId:
      steps.filter((s) => s.status === "running" || s.status === "waiting" || s.status === "failed").at(-1)?.id ?? null,
    decision: decisions[0] ?? null,
    decisions,
    takenDecisions: run.taken,
    overrides: run.overrides,
    fencing: sheetOf(run, plan.opposite),
    output: output.lines,
    outputCount: output.count,
    moves: movesOf(run),
    stillRunning: stillRunning(run),
    lastEvent: run.last,
    loss: lossOf(run),
    notProtected: leavesHome(row.procedure) ? notProtected(run) : [],
    finishDetail: run.detail,
    newerVersion: run.newerVersion,
    reverseByHand: run.outcome?.startsWith("succeeded") ? (plan.switchover?.reverse ?? null) : null,
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

function startedHash(first: RunEvent | null): string {
  return first?.kind === "run-started" ? first.planHash : "";
}

function stepView(
  step: Step,
  acts: readonly ActState[],
  { run, plan }: { readonly run: RunState; readonly plan: PinnedPlan },
): StepView {
  const state = run.steps.get(step.id);
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
    acts: shownActs(acts).map((a) => actView(a, run)),
    actsAll: acts.length,
    actsDone: acts.filter((a) => a.status === "done").length,
    findings: state?.findings ?? [],
    canSkip: step.skip !== undefined,
  };
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
