import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import type { Vote } from "#lib/domain/fencing/vote.ts";
import type { PlannedManifest } from "#lib/domain/loss-manifest/planned-manifest.ts";
import type { ProcedureId } from "#lib/domain/procedures/procedure-id.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import type { LossView, StepWay } from "./run-view.ts";

export type PlanStepView = {
  readonly id: string;
  readonly number: string;
  readonly way: StepWay;
  readonly targets: readonly string[];
  readonly commands: readonly PlannedCommand[];
  readonly estimate: StepEstimate;
  /** What may be left out, by price (`run.prices.<id>`): the whole step, or single acts that fail. Older plans do not have it. */
  readonly prices?: { readonly whole: string | null; readonly parts: readonly string[] };
  /** As the journals had it when the plan was made. Older plans do not have it. */
  readonly exercised?: ExercisedView;
};
/** The run in which something was done, and when. */
export type ExerciseMark = { readonly at: string; readonly runId: string; readonly label: string };
/** When a step was last carried out in a run, and last rehearsed by a harmless drill; null: never, as far as the journals go. */
export type ExercisedView = { readonly real: ExerciseMark | null; readonly rehearsed: ExerciseMark | null };
/** Whole seconds from … to …; `most` null = open upwards. */
export type Span = { readonly fewest: number; readonly most: number | null };
/** Where a figure comes from. Sizes are decimal text. */
export type EstimateBasis =
  | { readonly kind: "measured"; readonly runs: number }
  | {
      readonly kind: "bytes-by-rate";
      readonly bytes: string;
      readonly files: number;
      readonly bytesPerSecond: number;
      readonly from: "runs" | "log-shipping" | "full-backup";
    }
  | { readonly kind: "documented" }
  | { readonly kind: "nothing-to-do"; readonly files: number }
  | { readonly kind: "not-measured"; readonly bytes: string | null };
export type StepEstimate = Span & { readonly basis: EstimateBasis };
/** When users are back and when the mirror protects, counted from the start; `protection` null = the topology has no mirror there. */
export type Finish = { readonly users: Span; readonly protection: Span | null };
export type CaptureView = {
  readonly id: string;
  readonly takenAt: string;
  /** One per instance that holds a copy, and "lync"; `unread` names sections that the server refused. */
  readonly halves: readonly {
    readonly name: string;
    readonly at: string | null;
    readonly state: "whole" | "old" | "incomplete" | "missing";
    readonly unread: readonly string[];
  }[];
};
/** Values of one part that nobody captured and no pool file gives, to be asked for by name (`uncaptured.fields.<name>`). */
export type AskedPart = {
  readonly part: "primary" | "secondary" | "database" | "list";
  /** "" for what belongs to no instance. */
  readonly instance: string;
  /** In words, as `missing` of the finding "capture-holds" has it. */
  readonly what: string;
  readonly fields: readonly string[];
  /** Start stays off until it is said; false: a person said it, and may say it anew. */
  readonly isMissing: boolean;
  /** Nobody knows whether there is anything to say: a home mirror that perhaps never shipped. */
  readonly isOptional: boolean;
};
/** One way to fail back beside the other. `bytes`: what is carried between the sites, null when the size is not known. */
export type WayView = {
  readonly way: "full-restore" | "log-swap";
  readonly isRecommended: boolean;
  readonly usersOut: Span;
  readonly total: Span;
  readonly copies: number;
  readonly bytes: string | null;
  /** Steps after which the old copy is gone; null: it never is. */
  readonly homeGoneAfter: string;
  readonly otherGoneAfter: string | null;
};
export type PlanView = {
  readonly id: string;
  readonly procedure: ProcedureId;
  readonly hash: string;
  readonly createdAt: string;
  readonly homeName: string;
  readonly otherName: string;
  readonly order: "users-first" | "protection-first" | "state-first" | "documented";
  readonly findings: readonly Finding[];
  readonly steps: readonly PlanStepView[];
  readonly loss: LossView | null;
  /** Without the time that people take to answer. `runs`: earlier runs that were measured; `finish` null = one order only. */
  readonly time: {
    readonly total: Span;
    readonly runs: number;
    readonly notMeasured: number;
    readonly finish: { readonly usersFirst: Finish; readonly protectionFirst: Finish } | null;
  };
  /** The capture that the plan pins; null = none was ever taken. */
  readonly capture: CaptureView | null;
  readonly targets: { readonly recoveryPointSeconds: number; readonly recoveryTimeSeconds: number };
  /** Instances of the opposite side and what they answered. */
  readonly opposite: readonly {
    readonly instance: string;
    readonly verdict: "proven-not-writable" | "writable" | "unreachable" | "answers-unproven";
    readonly detail: string;
    readonly at: string;
  }[];
  /** The fencing sheet as the plan was made; none where the opposite side is to serve until the run stops it. Older plans do not have it. */
  readonly votes?: readonly Vote[];
  /** What would not come along; who approves the plan signs its hash. Older plans do not have it. */
  readonly manifest?: PlannedManifest;
  readonly manifestHash?: string;
  readonly lastChance: {
    readonly kind: "home-mirror-alive" | "home-principal-answers" | "nothing-answers";
    readonly instance: string | null;
    /** The mirror's own word for how it stands to its principal, e.g. SYNCHRONIZED; null = no mirror, or not known. */
    readonly mirroring: string | null;
    /** Messages that only home's log holds, beyond the newest backup on the share; an interval as in LossView. */
    readonly saves: {
      readonly fewest: string | null;
      readonly most: string | null;
      readonly since: string | null;
    } | null;
    readonly asked: readonly { readonly instance: string; readonly at: string; readonly answer: string }[];
    /** The plan itself saves the log, before step 1. */
    readonly isPlanned: boolean;
  } | null;
  readonly typedName: string;
  readonly blocking: readonly string[];
  /** Only in a failback. */
  readonly ways?: readonly WayView[];
  /** In a failback and in what finishes one. Older plans do not have it. */
  readonly asked?: readonly AskedPart[];
};
