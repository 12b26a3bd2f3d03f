import type { RunEvent } from "./journal.ts";
import type { ActState } from "./run-state.ts";

/** The events that say something about one act. */
export type ActEvent = Exclude<Extract<RunEvent, { readonly actId: string }>, { readonly kind: "override-used" }>;

/** An act of which nothing has been journaled yet. */
export const blankAct = (id: string, stepId: string): ActState => ({
  id,
  stepId,
  status: "intended",
  attempts: 0,
  command: null,
  carrier: null,
  result: undefined,
  error: null,
  observations: [],
  startedAt: null,
  finishedAt: null,
  movedAt: 0,
});

/** An act after one more of its events. Pure. */
export function foldAct(a: ActState, e: ActEvent): ActState {
  switch (e.kind) {
    case "act-observed": {
      const observations = [...a.observations.slice(-9), { when: e.when, at: e.at, observed: e.observed }];
      // A look after an intent settles what the intent did; a found effect counts as done with what was seen.
      if (e.observed.state !== "done" || e.when === "before" || a.status === "done") return { ...a, observations };
      const result = a.result ?? e.observed.result;
      const startedAt = a.startedAt ?? e.at;
      return { ...a, observations, status: "done", result, finishedAt: e.at, startedAt, movedAt: e.number };
    }
    case "act-intended":
      return {
        ...a,
        status: "intended",
        attempts: e.attempt,
        command: e.command,
        carrier: null,
        startedAt: a.startedAt ?? e.at,
        finishedAt: null,
        error: null,
        movedAt: e.number,
      };
    case "act-carried":
      return { ...a, carrier: { process: e.process, at: e.at } };
    case "act-succeeded":
      return { ...a, status: "done", result: e.result, finishedAt: e.at, error: null, movedAt: e.number };
    case "act-failed": {
      const status = e.error.effect === "none" ? "failed" : "unknown";
      return { ...a, status, error: e.error, finishedAt: e.at, movedAt: e.number };
    }
    case "act-output":
      return a;
  }
}

/** An act after a person's answer about it: two answers settle it by themselves. Pure. */
export function afterAnswer(a: ActState, e: { readonly choice: string; readonly at: string }): ActState {
  if (e.choice === "skip") return { ...a, status: "skipped", finishedAt: e.at };
  if (e.choice !== "take-as-done") return a;
  return { ...a, status: "done", finishedAt: e.at, result: a.result ?? a.observations.at(-1)?.observed.result };
}
