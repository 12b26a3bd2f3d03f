import { actView } from "#lib/domain/run/act-view.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { runView } from "#lib/domain/run/view.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { RunRow, StoredPlan, Watermark } from "#lib/domain/store-port.ts";
import type { StepView } from "#lib/domain/views/run-view.ts";
import { answersOf } from "./answers.ts";
import { attemptsOf } from "./attempts.ts";
import type { EarlierRun } from "./basis.ts";
import { timesOf } from "./clocks.ts";
import { decisionsOf, deviationsOf } from "./deviations.ts";
import { errorLogsOf } from "./error-logs.ts";
import { clipped, waitsOf } from "./intervals.ts";
import { manifestOf } from "./manifest.ts";
import { recoveryOf } from "./recovery.ts";
import type { Point, ReportStep, ReportView } from "./report-view.ts";
import { summaryOf } from "./summary.ts";

type Told = {
  readonly row: RunRow;
  readonly plan: StoredPlan;
  readonly events: readonly RunEvent[];
  /** Finished runs of the same procedure that were started before this one, newest first. */
  readonly earlier: readonly EarlierRun[];
  /** The newest harmless drill that succeeded before this run; null or left out: none. */
  readonly drill?: EarlierRun | null;
};

/** A run's report, from its journal and its plan and nothing else. Pure. */
export function reportOf({ row, plan, events, earlier, drill = null }: Told): ReportView {
  const pinned = JSON.parse(plan.pinned) as PinnedPlan;
  const run = foldRun(events);
  const view = runView(row, pinned, events);
  const times = timesOf({ plan: pinned, plannedAt: plan.createdAt, run, events, steps: view.steps });
  const decisions = decisionsOf(events, run.taken);
  const { id, label, procedure, status, reason, startedBy, startedAt, finishedAt, planId, planHash, approval } = view;
  const targetSeconds = plan.view.targets.recoveryTimeSeconds;
  const told = {
    run: { id, label, procedure, status, reason, startedBy, startedAt, finishedAt, planId, planHash, approval },
    poolFqdn: row.poolFqdn,
    until: untilOf(run, events),
    target: pinned.target,
    times,
    recovery: recoveryOf(times, { procedure, startedAt, targetSeconds }),
    loss: view.loss,
    samples: samplesOf(run),
    steps: stepsOf(view.steps, run, events),
    points: pointsOf(view.steps, run),
    deviations: deviationsOf(events, decisions),
    decisions,
    manifest: manifestOf(run),
    errorLogs: errorLogsOf(events),
    notProtected: view.notProtected,
    findings: newestFindings(view.steps),
    records: events.length,
  };
  return { ...told, summary: summaryOf(told), answers: answersOf(told, { plan: plan.view, pinned, earlier, drill }) };
}

function samplesOf(run: RunState): ReportView["samples"] {
  const pinned = resultOf(run, "pin-watermarks") as { readonly samples: readonly Watermark[] } | undefined;
  const times = [...new Set((pinned?.samples ?? []).map((s) => s.takenAt))].sort();
  const newest = times.at(-1);
  return newest === undefined ? null : { newest, before: times.at(-2) ?? null };
}

const untilOf = (run: RunState, events: readonly RunEvent[]): string =>
  run.finishedAt ?? events.at(-1)?.at ?? run.startedAt;

/** Every act of every step: of very many, the run page's view keeps only those that matter now. */
function stepsOf(steps: readonly StepView[], run: RunState, events: readonly RunEvent[]): readonly ReportStep[] {
  const stories = attemptsOf(events);
  const until = untilOf(run, events);
  const waits = waitsOf(events, until);
  const acts = Map.groupBy(run.acts.values(), (act) => act.stepId);
  return steps.map((step): ReportStep => {
    const inside = step.startedAt === null ? null : { from: step.startedAt, to: step.finishedAt ?? until };
    const own = waits.filter((w) => w.stepId === null || w.stepId === step.id);
    const told = (acts.get(step.id) ?? []).map((act) => {
      const { id, target, status } = actView(act, run);
      const { attempts, looks } = stories.get(id) ?? { attempts: [], looks: [] };
      return { id, target, status, attempts, looks };
    });
    return { ...step, acts: told, waits: inside === null ? [] : clipped(own, inside) };
  });
}

/** The act of a step that cannot be undone bears the step's own id. */
function pointsOf(steps: readonly StepView[], run: RunState): readonly Point[] {
  return steps
    .filter((step) => step.way === "cannot-be-undone")
    .map(({ id }) => {
      const confirmed = run.taken.findLast((t) => t.decision.stepId === id && t.choice.startsWith("confirm"));
      const act = run.acts.get(id);
      return {
        stepId: id,
        confirmedAt: confirmed?.at ?? null,
        confirmedBy: confirmed?.person ?? null,
        passedAt: act && act.attempts > 0 ? act.startedAt : null,
      };
    });
}

function newestFindings(steps: readonly StepView[]): ReportView["findings"] {
  const newest = new Map<string, ReportView["findings"][number]>();
  for (const finding of steps.flatMap((step) => step.findings)) {
    newest.delete(finding.checkId);
    newest.set(finding.checkId, finding);
  }
  return [...newest.values()];
}
