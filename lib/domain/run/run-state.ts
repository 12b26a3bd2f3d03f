import type { RunApproval } from "#lib/domain/approval/run-approval.ts";
import type { Command } from "#lib/domain/commands/command.ts";
import type { ProcessIdentity } from "#lib/domain/ports.ts";
import { afterAnswer, blankAct, foldAct } from "./fold-act.ts";
import { foldOverride, type Override } from "./fold-override.ts";
import { foldOwner, type HandOver, type Owner } from "./fold-owner.ts";
import { foldStep } from "./fold-step.ts";
import { foldVotes, noVotes, type SheetState } from "./fold-votes.ts";
import {
  type ActError,
  type Attestation,
  type Decision,
  type Finding,
  journalVersion,
  type Observed,
  type RunEvent,
} from "./journal.ts";
import type { HoldAt } from "./journal-control.ts";
import { withChanges } from "./layered-map.ts";

export type ActState = {
  readonly id: string;
  readonly stepId: string;
  readonly status: "intended" | "done" | "failed" | "unknown" | "skipped";
  readonly attempts: number;
  readonly command: Command | null;
  /** The process that carried the last attempt's cmdlet, and when it was handed over; null when none left the console. */
  readonly carrier: { readonly process: ProcessIdentity; readonly at: string } | null;
  readonly result: unknown;
  readonly error: ActError | null;
  readonly observations: readonly { readonly when: string; readonly at: string; readonly observed: Observed }[];
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Number of the event that last began or settled it; an answer with a higher number is about exactly this. 0 = none. */
  readonly movedAt: number;
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
  /** The event's number: times may be equal, numbers are not. */
  readonly number: number;
  readonly attestations: readonly Attestation[];
  /** Only where the answer was an override: who proposed it and who confirmed it. */
  readonly override?: Override;
};

/** The fold of a journal: everything that acts, screens and reports know about a run. */
export type RunState = {
  readonly runId: string;
  readonly person: string;
  readonly startedAt: string;
  /** On whose word it started; null = the policy asked for nobody. */
  readonly approval: RunApproval | null;
  readonly status: "running" | "paused" | "waiting-for-decision" | "interrupted" | "ended";
  readonly outcome: string | null;
  readonly detail: string | null;
  /** Who alone controls the run and answers its questions now. */
  readonly owner: Owner;
  readonly handOver: HandOver | null;
  readonly pauseRequested: boolean;
  /** Where a pause that was asked for is to hold. */
  readonly holdAt: HoldAt;
  /** The runner has said that it stands still. */
  readonly isPaused: boolean;
  readonly abortRequested: boolean;
  readonly acts: ReadonlyMap<string, ActState>;
  readonly steps: ReadonlyMap<string, StepState>;
  readonly open: readonly { readonly decision: Decision; readonly at: string }[];
  readonly taken: readonly TakenDecision[];
  /** Every proposal to pass rule 1, oldest first. */
  readonly overrides: readonly Override[];
  /** The newest fencing sheet, and when each instance last answered one. */
  readonly sheet: SheetState;
  readonly finishedAt: string | null;
  /** The newest event format in the journal, where this console does not read it: the run is only shown here. Else null. */
  readonly newerVersion: number | null;
  readonly last: number;
};

const empty: RunState = {
  runId: "",
  person: "",
  startedAt: "",
  approval: null,
  status: "running",
  outcome: null,
  detail: null,
  owner: { name: "", id: null },
  handOver: null,
  pauseRequested: false,
  holdAt: "act",
  isPaused: false,
  abortRequested: false,
  acts: new Map(),
  steps: new Map(),
  open: [],
  taken: [],
  overrides: [],
  sheet: noVotes,
  finishedAt: null,
  newerVersion: null,
  last: 0,
};

/** Folds a journal, or the next events onto what was folded before. Pure; the same events give the same run. */
export function foldRun(events: readonly RunEvent[], before: RunState = empty): RunState {
  const acts = new Map<string, ActState>();
  const steps = new Map<string, StepState>();
  let s = before;
  const change = (at: { readonly stepId: string; readonly actId: string }, to: (a: ActState) => ActState) => {
    const known = acts.get(at.actId) ?? before.acts.get(at.actId);
    acts.set(at.actId, to(known ?? blankAct(at.actId, at.stepId)));
  };
  for (const e of events) {
    if (e.number <= s.last) continue;
    s = { ...s, last: e.number };
    if (e.v > journalVersion) s = { ...s, newerVersion: Math.max(e.v, s.newerVersion ?? 0) };
    switch (e.kind) {
      case "run-started":
        s = { ...s, runId: e.runId, person: e.person, startedAt: e.at };
        s = { ...s, owner: { name: e.person, id: e.personId ?? null }, approval: e.approval ?? null };
        break;
      case "step-entered":
      case "check-recorded":
      case "step-finished": {
        const step = foldStep(steps.get(e.stepId) ?? before.steps.get(e.stepId), e);
        if (step) steps.set(e.stepId, step);
        break;
      }
      case "act-observed":
      case "act-intended":
      case "act-carried":
      case "act-succeeded":
      case "act-failed":
        change(e, (a) => foldAct(a, e));
        break;
      case "votes-taken":
        s = { ...s, sheet: foldVotes(s.sheet, e.votes) };
        break;
      case "decision-asked":
        s = { ...s, open: [...s.open, { decision: e.decision, at: e.at }], status: "waiting-for-decision" };
        break;
      case "decision-taken": {
        const asked = s.open.find((o) => o.decision.id === e.decisionId);
        if (!asked) break;
        const { decision } = asked;
        const { choice, person, reason, at, number, attestations } = e;
        s = { ...s, open: s.open.filter((o) => o !== asked) };
        s = { ...s, taken: [...s.taken, { decision, choice, person, reason, at, number, attestations }] };
        if (choice === "abort") s = { ...s, abortRequested: true };
        // With nobody at work the answer waits, too.
        if (s.status !== "interrupted") s = { ...s, status: quietStatus(s) };
        const { actId, stepId } = decision;
        if (actId) change({ stepId, actId }, (a) => afterAnswer(a, { choice, at }));
        break;
      }
      case "override-proposed":
      case "override-confirmed":
      case "override-refused":
      case "override-used":
        s = foldOverride(s, e);
        s = { ...s, status: quietStatus(s) };
        break;
      case "pause-requested":
        s = { ...s, pauseRequested: true, holdAt: e.holdAt ?? "act" };
        break;
      case "paused":
        s = { ...s, isPaused: true };
        s = { ...s, status: quietStatus(s) };
        break;
      case "resumed":
        s = { ...s, pauseRequested: false, isPaused: false };
        if (s.status !== "interrupted") s = { ...s, status: quietStatus(s) };
        break;
      case "hand-over-offered":
      case "hand-over-withdrawn":
      case "take-over-asked":
      case "take-over-refused":
      case "owner-changed":
        s = foldOwner(s, e);
        break;
      case "abort-requested":
        s = { ...s, abortRequested: true };
        break;
      case "interrupted":
        s = { ...s, status: "interrupted" };
        break;
      case "runner-took":
        if (s.status === "interrupted" && s.open.length === 0) s = { ...s, status: quietStatus(s) };
        break;
      case "run-finished":
        s = { ...s, status: "ended", outcome: e.outcome, detail: e.detail, finishedAt: e.at, open: [] };
        break;
      case "act-output":
      case "error-log-read":
        break;
    }
  }
  return { ...s, acts: withChanges(before.acts, acts), steps: withChanges(before.steps, steps) };
}

/** What a run is in when nothing else has just been said: a person is waited for first, then a pause holds. */
function quietStatus(s: RunState): RunState["status"] {
  if (s.open.length > 0) return "waiting-for-decision";
  return s.isPaused ? "paused" : "running";
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
