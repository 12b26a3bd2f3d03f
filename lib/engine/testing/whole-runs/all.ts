import { failbackRuns } from "./failback-runs.ts";
import { failoverRuns } from "./failover-runs.ts";
import type { WholeRun } from "./whole-run.ts";

/** Every procedure, each from its start to its end. */
export const wholeRuns: readonly WholeRun[] = [...failoverRuns, ...failbackRuns];
