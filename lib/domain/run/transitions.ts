import type { RunMove, RunStatus } from "#lib/domain/views/run-view.ts";

/** Which moves a person may ask for in which state. The buttons, the server's refusal and the documentation all read this table. */
export const transitions: Readonly<Record<RunStatus, readonly RunMove[]>> = {
  running: ["pause", "pause-after-stage", "abort"],
  pausing: ["resume", "abort"],
  paused: ["resume", "abort"],
  "waiting-for-decision": ["decide", "abort"],
  interrupted: ["abort"],
  aborting: [],
  aborted: [],
  succeeded: [],
  "succeeded-service-not-proven": [],
  failed: [],
};

/** States a run does not leave. */
export const ended: readonly RunStatus[] = ["aborted", "succeeded", "succeeded-service-not-proven", "failed"];
