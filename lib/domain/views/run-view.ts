import type { RunApproval } from "#lib/domain/approval/run-approval.ts";
import type { Command, PlannedCommand } from "#lib/domain/commands/command.ts";
import type { FencingView } from "#lib/domain/fencing/sheet.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { ShownLine } from "#lib/domain/run/fold-output.ts";
import type { Override } from "#lib/domain/run/fold-override.ts";
import type { HandOver, Owner } from "#lib/domain/run/fold-owner.ts";
import type { Attestation, Decision, Finding, Observed } from "#lib/domain/run/journal.ts";
import type { HoldAt } from "#lib/domain/run/journal-control.ts";
import type { NextByHand } from "#lib/domain/run/next-by-hand.ts";

export type RunStatus =
  | "running"
  | "pausing"
  | "paused"
  | "waiting-for-decision"
  | "interrupted"
  | "aborting"
  | "aborted"
  | "succeeded"
  | "succeeded-service-not-proven"
  | "failed";
export type StepWay = "can-be-undone" | "needs-no-undo" | "cannot-be-undone";

export type ActView = {
  readonly id: string;
  readonly target: string;
  readonly command: Command | null;
  readonly status: "waiting" | "running" | "done" | "failed" | "unknown" | "skipped";
  readonly attempts: number;
  readonly observations: readonly { readonly when: string; readonly at: string; readonly observed: Observed }[];
  readonly error: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
};
export type StepView = {
  readonly id: string;
  /** The printed number, e.g. "3"; "" for preparation. */
  readonly number: string;
  readonly way: StepWay;
  readonly status: "todo" | "running" | "waiting" | "done" | "failed" | "skipped";
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly targets: readonly string[];
  /** Of a step with very many, those that matter now (lib/domain/run/shown-acts.ts). */
  readonly acts: readonly ActView[];
  readonly actsAll: number;
  readonly actsDone: number;
  readonly findings: readonly (Finding & { readonly phase: "precheck" | "proof" })[];
  readonly canSkip: boolean;
};
export type LossView = {
  /** Interval in messages as decimal text; null upper = unknown. Both null = unknown. */
  readonly fewest: string | null;
  readonly most: string | null;
  readonly sampledAt: string | null;
  readonly completeUpTo: string | null;
  readonly rooms: readonly {
    readonly room: string;
    readonly before: string;
    readonly after: string;
    readonly lost: string;
  }[];
};
/** What may be done now; computed on the server from transitions.ts. */
export type RunMove = "pause" | "pause-after-stage" | "resume" | "abort" | "decide";

export type RunView = {
  readonly id: string;
  /** "R-0001" */
  readonly label: string;
  readonly procedure: ProcedureId;
  readonly status: RunStatus;
  readonly reason: string;
  readonly startedBy: string;
  /** Who alone controls the run now. */
  readonly owner: Owner;
  /** An offer of the owner, or another operator's wish to take the run over; `mayTakeFrom` is ISO UTC. */
  readonly handOver: (HandOver & { readonly mayTakeFrom: string }) | null;
  /** Where a pause that was asked for is to hold; null when none was. */
  readonly holdAt: HoldAt | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly planId: string;
  readonly planHash: string;
  /** On whose word it started; null = the policy asked for nobody. */
  readonly approval: RunApproval | null;
  readonly steps: readonly StepView[];
  readonly currentStepId: string | null;
  /** The first of `decisions`. */
  readonly decision: (Decision & { readonly askedAt: string }) | null;
  /** Every open question, newest first: after a crash "resume" comes before what was asked earlier; two lanes may both ask. */
  readonly decisions: readonly (Decision & { readonly askedAt: string })[];
  /** What a server was last seen doing for an act that this console no longer waits for. */
  readonly stillRunning: readonly {
    readonly actId: string;
    readonly stepId: string;
    readonly at: string;
    readonly facts: Readonly<Record<string, string>>;
  }[];
  readonly takenDecisions: readonly {
    readonly decision: Decision;
    readonly choice: string;
    readonly person: string;
    readonly reason: string;
    readonly at: string;
    readonly attestations: readonly Attestation[];
    readonly override?: Override;
  }[];
  /** Every proposal to pass rule 1 and what became of it, oldest first. */
  readonly overrides: readonly Override[];
  /** The newest fencing sheet; null while none was taken. */
  readonly fencing: FencingView | null;
  /** The newest lines of the run's output. */
  readonly output: readonly ShownLine[];
  /** All lines of the run's output; what is older than `output` stands in its report. */
  readonly outputCount: number;
  readonly moves: readonly RunMove[];
  readonly lastEvent: number;
  readonly loss: LossView | null;
  readonly notProtected: readonly string[];
  readonly finishDetail: string | null;
  /** The journal's format where a newer console wrote it: the run is only shown. Else null. */
  readonly newerVersion: number | null;
  /** Where a person goes on without the console. */
  readonly nextByHand: NextByHand | null;
  /** After a switchover: log shipping back to home, which a person sets up; empty: nobody captured its values; null: not such a run, or not yet. */
  readonly reverseByHand: readonly PlannedCommand[] | null;
  /** How long the rest takes at most by the plan's estimates, without people's waits; null where a part was never measured. */
  readonly expectedSeconds: number | null;
};

export type HistoryRow = {
  readonly id: string;
  readonly label: string;
  readonly procedure: string;
  readonly status: RunStatus;
  readonly reason: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly durationSeconds: number | null;
  readonly lossFewest: string | null;
  readonly lossMost: string | null;
  /** Overrides of rule 1 that let an act of this run pass: both persons named. */
  readonly overrides: readonly { readonly proposedBy: string; readonly confirmedBy: string; readonly at: string }[];
  /** Why it started without the approval that the policy asks for; null = it did not. */
  readonly emergency: string | null;
};
