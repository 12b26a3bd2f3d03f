import { afterAnswer, blankAct, foldAct } from "./fold-act.ts";
import { foldOverride } from "./fold-override.ts";
import { foldOwner } from "./fold-owner.ts";
import { foldStep } from "./fold-step.ts";
import { foldVotes, noVotes } from "./fold-votes.ts";
import { journalVersion, type RunEvent } from "./journal.ts";
import { withChanges } from "./layered-map.ts";
import type { ActState, RunState, StepState } from "./run-state.ts";

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
