import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { statusOf } from "#lib/domain/run/status-of.ts";
import type { RunStatus } from "#lib/domain/views/run-view.ts";

/** What may follow on which state. What has ended stays so; who is being aborted only asks about what is undone, or ends. */
const follows: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  running: ["pausing", "waiting-for-decision", "interrupted", "aborting", "succeeded", "succeeded-service-not-proven"],
  pausing: [
    "paused",
    "running",
    "waiting-for-decision",
    "interrupted",
    "aborting",
    "succeeded",
    "succeeded-service-not-proven",
  ],
  paused: ["running", "waiting-for-decision", "interrupted", "aborting"],
  "waiting-for-decision": ["running", "pausing", "paused", "interrupted", "aborting"],
  interrupted: ["running", "pausing", "paused", "waiting-for-decision", "aborting"],
  aborting: ["waiting-for-decision", "aborted"],
  aborted: [],
  succeeded: [],
  "succeeded-service-not-proven": [],
  failed: [],
};

/** Every change of a run's status, in order. */
export function movesIn(events: readonly RunEvent[]): readonly (readonly [from: RunStatus, to: RunStatus])[] {
  let run: RunState | undefined;
  let status: RunStatus = "running";
  return events.flatMap((e) => {
    run = foldRun([e], run);
    const [from, to] = [status, statusOf(run)];
    status = to;
    return from === to ? [] : [[from, to] as const];
  });
}

/** Home came back, and a person has chat stay there: the run ends by that answer. */
const staysHome = (events: readonly RunEvent[]) =>
  events.some((e) => e.kind === "decision-taken" && e.choice === "stay-home");

/** Changes of status that there may not be, in words. */
export const illegalMoves = (events: readonly RunEvent[]): readonly string[] =>
  movesIn(events).flatMap(([from, to]) => {
    const isLegal = follows[from].includes(to) || (to === "aborted" && from === "running" && staysHome(events));
    return isLegal ? [] : [`it went from ${from} to ${to}`];
  });
