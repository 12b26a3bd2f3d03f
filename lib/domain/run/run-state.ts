import type { RunApproval } from "#lib/domain/approval/run-approval.ts";
import type { Command } from "#lib/domain/commands/command.ts";
import type { ProcessIdentity } from "#lib/domain/ports.ts";
import type { Override } from "./fold-override.ts";
import type { HandOver, Owner } from "./fold-owner.ts";
import type { SheetState } from "./fold-votes.ts";
import type { ActError, Attestation, Decision, Finding, Observed } from "./journal.ts";
import type { HoldAt } from "./journal-control.ts";

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
