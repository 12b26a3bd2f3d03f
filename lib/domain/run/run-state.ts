import type { Command } from "#lib/domain/commands/command.ts";
import type { ActError, Attestation, Decision, Finding, Observed, RunEvent } from "./journal.ts";

export type ActState = {
  readonly id: string;
  readonly stepId: string;
  readonly status: "intended" | "done" | "failed" | "unknown" | "skipped";
  readonly attempts: number;
  readonly command: Command | null;
  readonly result: unknown;
  readonly error: ActError | null;
  readonly observations: readonly { readonly when: string; readonly at: string; readonly observed: Observed }[];
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
};

export type StepState = {
  readonly status: "running" | "done" | "skipped";
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly findings: readonly (Finding & { readonly phase: "precheck" | "proof" })[];
};

export type TakenDecision = {
  readonly decision: Decision;
  readonly choice: string;
  readonly person: string;
  readonly reason: string;
  readonly at: string;
  readonly attestations: readonly Attestation[];
};

/** The fold of a journal: everything that acts, screens and reports know about a run. */
export type RunState = {
  readonly runId: string;
  readonly person: string;
  readonly startedAt: string;
  readonly status: "running" | "paused" | "waiting-for-decision" | "interrupted" | "ended";
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly pauseRequested: boolean;
  readonly abortRequested: boolean;
  readonly acts: ReadonlyMap<string, ActState>;
  readonly steps: ReadonlyMap<string, StepState>;
  readonly open: readonly { readonly decision: Decision; readonly at: string }[];
  readonly taken: readonly TakenDecision[];
  readonly finishedAt: string | null;
  readonly last: number;
};

const empty: RunState = {
  runId: "",
  person: "",
  startedAt: "",
  status: "running",
  outcome: null,
  detail: null,
  pauseRequested: false,
  abortRequested: false,
  acts: new Map(),
  steps: new Map(),
  open: [],
  taken: [],
  finishedAt: null,
  last: 0,
};

const blankAct = (id: string, stepId: string): ActState => ({
  id,
  stepId,
  status: "intended",
  attempts: 0,
  command: null,
  result: undefined,
  error: null,
  observations: [],
  startedAt: null,
  finishedAt: null,
});

/** Folds a journal, or the next events onto what was folded before. Pure; the same events give the same run. */
export function foldRun(events: readonly RunEvent[], before: RunState = empty): RunState {
  const acts = new Map(before.acts);
  const steps = new Map(before.steps);
  let s: RunState = { ...before, acts, steps };
  const act = (e: { stepId: string; actId: string }, change: (a: ActState) => Partial<ActState>) => {
    const a = acts.get(e.actId) ?? blankAct(e.actId, e.stepId);
    acts.set(e.actId, { ...a, ...change(a) });
  };
  for (const e of events) {
    if (e.number <= s.last) continue;
    s = { ...s, last: e.number };
    switch (e.kind) {
      case "run-started":
        s = { ...s, runId: e.runId, person: e.person, startedAt: e.at };
        break;
      case "step-entered":
        if (!steps.has(e.stepId))
          steps.set(e.stepId, { status: "running", startedAt: e.at, finishedAt: null, findings: [] });
        break;
      case "check-recorded": {
        const step = steps.get(e.stepId);
        if (step) {
          const others = step.findings.filter((f) => !(f.checkId === e.finding.checkId && f.phase === e.phase));
          steps.set(e.stepId, { ...step, findings: [...others, { ...e.finding, phase: e.phase }] });
        }
        break;
      }
      case "act-observed":
        act(e, (a) => ({
          observations: [...a.observations.slice(-9), { when: e.when, at: e.at, observed: e.observed }],
          // A look after an intent settles what the intent did; a found effect counts as done with what was seen.
          ...(e.observed.state === "done" && e.when !== "before" && a.status !== "done"
            ? {
                status: "done" as const,
                result: a.result ?? e.observed.result,
                finishedAt: e.at,
                startedAt: a.startedAt ?? e.at,
              }
            : {}),
        }));
        break;
      case "act-intended":
        act(e, (a) => ({
          status: "intended",
          attempts: e.attempt,
          command: e.command,
          startedAt: a.startedAt ?? e.at,
          finishedAt: null,
          error: null,
        }));
        break;
      case "act-succeeded":
        act(e, () => ({ status: "done", result: e.result, finishedAt: e.at, error: null }));
        break;
      case "act-failed":
        act(e, () => ({ status: e.error.effect === "none" ? "failed" : "unknown", error: e.error, finishedAt: e.at }));
        break;
      case "step-finished": {
        const step = steps.get(e.stepId);
        if (step) steps.set(e.stepId, { ...step, status: e.outcome, finishedAt: e.at });
        break;
      }
      case "decision-asked":
        s = { ...s, open: [...s.open, { decision: e.decision, at: e.at }], status: "waiting-for-decision" };
        break;
      case "decision-taken": {
        const asked = s.open.find((o) => o.decision.id === e.decisionId);
        if (!asked) break;
        const open = s.open.filter((o) => o !== asked);
        const taken = {
          decision: asked.decision,
          choice: e.choice,
          person: e.person,
          reason: e.reason,
          at: e.at,
          attestations: e.attestations,
        };
        s = { ...s, open, taken: [...s.taken, taken], status: open.length > 0 ? "waiting-for-decision" : "running" };
        const { actId, stepId } = asked.decision;
        if (actId && e.choice === "skip") act({ stepId, actId }, () => ({ status: "skipped", finishedAt: e.at }));
        if (actId && e.choice === "take-as-done")
          act({ stepId, actId }, (a) => ({
            status: "done",
            finishedAt: e.at,
            result: a.result ?? a.observations.at(-1)?.observed.result,
          }));
        if (e.choice === "abort") s = { ...s, abortRequested: true };
        break;
      }
      case "pause-requested":
        s = { ...s, pauseRequested: true };
        break;
      case "paused":
        s = { ...s, status: "paused" };
        break;
      case "resumed":
        s = { ...s, pauseRequested: false, status: s.open.length > 0 ? "waiting-for-decision" : "running" };
        break;
      case "abort-requested":
        s = { ...s, abortRequested: true };
        break;
      case "interrupted":
        s = { ...s, status: "interrupted" };
        break;
      case "runner-took":
        if (s.status === "interrupted" && s.open.length === 0) s = { ...s, status: "running" };
        break;
      case "run-finished":
        s = { ...s, status: "ended", outcome: e.outcome, detail: e.detail, finishedAt: e.at, open: [] };
        break;
      case "act-output":
        break;
    }
  }
  return s;
}

/** Result of an act that is done, by id; undefined when it is not. */
export function resultOf(run: RunState, actId: string): unknown {
  const act = run.acts.get(actId);
  return act?.status === "done" ? act.result : undefined;
}

/** Whether an act needs nothing more: done, or skipped by a person. */
export function isSettled(run: RunState, actId: string): boolean {
  const status = run.acts.get(actId)?.status;
  return status === "done" || status === "skipped";
}
