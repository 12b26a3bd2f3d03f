import type { RunStatus } from "#lib/domain/views/run-view.ts";
import type { RunEventBody } from "./journal.ts";

/** The status a run's row takes with an event, or null when the event leaves it. One rule for runner and people. */
export function rowStatus(body: RunEventBody): RunStatus | null {
  switch (body.kind) {
    case "decision-asked":
      return "waiting-for-decision";
    case "decision-taken":
    case "override-confirmed":
    case "resumed":
      return "running";
    case "pause-requested":
      return "pausing";
    case "paused":
      return "paused";
    case "abort-requested":
      return "aborting";
    case "interrupted":
      return "interrupted";
    case "run-finished":
      return body.outcome;
    default:
      return null;
  }
}
