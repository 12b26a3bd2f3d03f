import type { RunStatus } from "#lib/domain/views/run-view.ts";
import type { RunEventBody } from "./journal.ts";

/** What an event alone would make of a run's status; null when it leaves the row. With open questions or an abort, `statusAfter` says more. */
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
