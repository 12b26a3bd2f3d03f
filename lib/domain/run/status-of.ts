import type { RunMove, RunStatus } from "#lib/domain/views/run-view.ts";
import { foldRun } from "./fold-run.ts";
import type { RunEventBody } from "./journal.ts";
import type { HoldAt } from "./journal-control.ts";
import { rowStatus } from "./row-status.ts";
import type { RunState } from "./run-state.ts";
import { ended, transitions } from "./transitions.ts";

/** The status of a run by its whole journal, where several things hold at once: what a person must do comes first. */
export function statusOf(run: RunState): RunStatus {
  if (run.status === "ended") return ended.find((status) => status === run.outcome) ?? "failed";
  if (run.abortRequested) return openQuestions(run).length > 0 ? "waiting-for-decision" : "aborting";
  if (run.status === "interrupted") return "interrupted";
  if (run.open.length > 0) return "waiting-for-decision";
  if (run.isPaused) return "paused";
  return run.pauseRequested ? "pausing" : "running";
}

/**
 * The questions that still wait for a person: once the run is being ended, only those about the fence count (lib/engine/undo.ts).
 */
export function openQuestions(run: RunState): RunState["open"] {
  if (!run.abortRequested) return run.open;
  return run.open.filter((o) => o.decision.kind === "undo-fence" || (o.decision.actId?.startsWith("undo:") ?? false));
}

/**
 * What a person may ask for now: the table's row for the status; beside it, an open question may always be answered, and with
 * a question open in one lane the other lanes may be paused and let go on. Nothing, where a newer console wrote the journal. A pause that waits for the stage's end may be had at once.
 */
export function movesOf(run: RunState): readonly RunMove[] {
  if (run.newerVersion !== null) return [];
  const status = statusOf(run);
  if (run.abortRequested) return status === "waiting-for-decision" ? ["decide"] : transitions[status];
  const moves = new Set(transitions[status]);
  if (status === "pausing" && run.holdAt === "stage") moves.add("pause");
  if (run.open.length === 0 || status === "aborting") return [...moves];
  moves.add("decide");
  if (status === "waiting-for-decision") moves.add(run.pauseRequested ? "resume" : "pause");
  return [...moves];
}

/** Whether a pause holds the run before what comes next: an act, or a stage. Once it stands still it stands until it is resumed. */
export function mustHold(run: RunState, before: HoldAt): boolean {
  return run.pauseRequested && (run.isPaused || run.holdAt === "act" || before === "stage");
}

/** The status that a run's row takes with an event, or null when the event leaves it. `run` is the run before it. */
export function statusAfter(run: RunState, body: RunEventBody): RunStatus | null {
  if (rowStatus(body) === null) return null;
  return statusOf(foldRun([{ ...body, v: 1, runId: run.runId, number: run.last + 1, at: "" }], run));
}
