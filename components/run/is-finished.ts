import type { RunStatus } from "#lib/domain/views/run-view.ts";

const ends: readonly RunStatus[] = ["aborted", "succeeded", "succeeded-service-not-proven", "failed"];

/** Whether a run has ended; nothing can be done to it any more. */
export function isFinished(status: RunStatus): boolean {
  return ends.includes(status);
}
