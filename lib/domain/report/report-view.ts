import type { Attestation, Decision, Finding, Observed } from "#lib/domain/run/journal.ts";
import type { ErrorLogRead } from "#lib/domain/run/journal-error-log.ts";
import type { LossView, RunView, StepView } from "#lib/domain/views/run-view.ts";
import type { Answer, Line } from "./answer.ts";
import type { Interval } from "./intervals.ts";

/** One look at an act's target; `number` is the journal's. */
export type Seen = { readonly number: number; readonly at: string; readonly observed: Observed };

/** One sending of an act, from its intent to its end; every number is a record of the run's journal, every time ISO UTC. */
export type Attempt = {
  readonly nth: number;
  readonly number: number;
  readonly at: string;
  /** As a person could type it; null = the act only reads. */
  readonly command: string | null;
  /** The process that carried it, where a management shell did. */
  readonly carrier: string | null;
  readonly before: Seen | null;
  readonly output: readonly { readonly at: string; readonly level: string; readonly text: string }[];
  /** How it ended for the console; null: no answer came. `serverUtc` and `sessionId` are the server's own, null where it gives none. */
  readonly end: {
    readonly number: number;
    readonly at: string;
    readonly error: string | null;
    readonly effect: "none" | "done" | "unknown";
    readonly sessionId: number | null;
    readonly serverUtc: string | null;
  } | null;
  readonly after: readonly Seen[];
};
export type ReportAct = {
  readonly id: string;
  readonly target: string;
  readonly status: StepView["acts"][number]["status"];
  readonly attempts: readonly Attempt[];
  /** Looks without an attempt: found done, or never begun. */
  readonly looks: readonly Seen[];
};
export type ReportStep = Omit<StepView, "acts"> & {
  readonly acts: readonly ReportAct[];
  /** While it was under way: a question of this step was open, or a pause held. */
  readonly waits: readonly Interval[];
};

/** One of the separate clocks. `seconds` null: nobody observed it, and `basis` says why. Texts: `report.clocks.basis.<basis>`. */
export type Clock = {
  readonly id: "detect" | "decide" | "execute" | "validate";
  readonly from: string | null;
  readonly to: string | null;
  readonly seconds: number | null;
  readonly basis: string;
};
export type Times = {
  readonly clocks: readonly Clock[];
  /** While the run was under way: a question was open or a pause held; nobody was at work. */
  readonly waitedSeconds: number;
  readonly cutOffSeconds: number;
  /** From start to end; null while it goes on. */
  readonly runSeconds: number | null;
  /** Newest sample of the lost side that the console held when the run began. */
  readonly lastSign: string | null;
  readonly plannedAt: string;
  readonly onlineAt: string | null;
  readonly usersBackAt: string | null;
  /** When the product's own test message arrived. */
  readonly provenAt: string | null;
};

/** Achieved against target: from the start at the least, from the last sign of the lost side at the most. */
export type Recovery = {
  readonly targetSeconds: number;
  readonly fewest: number | null;
  readonly most: number | null;
  readonly verdict: "met" | "missed" | "not-known";
};

/** What did not go as the plan shows it. Texts: `report.deviations.kinds.<kind>`. */
export type Deviation = {
  readonly number: number;
  readonly at: string;
  readonly kind:
    | "emergency"
    | "step-skipped"
    | "retried"
    | "decided"
    | "override-proposed"
    | "override-confirmed"
    | "override-refused"
    | "override-used"
    | "owner-changed"
    | "paused"
    | "cut-off"
    | "aborted";
  readonly stepId: string | null;
  readonly actId: string | null;
  readonly person: string | null;
  /** Verbatim: a person's reason, or what the server said. */
  readonly said: string;
  /** For "decided": decision kind and choice, as text ids. */
  readonly decision?: { readonly kind: string; readonly choice: string };
};

/** A question as it was put and answered, with what else could have been chosen. */
export type ReportDecision = {
  readonly decision: Decision;
  readonly askedAt: string;
  readonly at: string;
  readonly number: number;
  readonly choice: string;
  readonly alternatives: readonly string[];
  readonly person: string;
  readonly confirmedBy: string | null;
  readonly reason: string;
  readonly attestations: readonly Attestation[];
  /** A point of no return, asked in every such run: no deviation. */
  readonly isRoutine: boolean;
};

export type LogFile = {
  readonly file: string;
  readonly folder: "backupShare" | "copyFolder";
  readonly sizeBytes: string;
  readonly firstLsn: string;
  readonly lastLsn: string;
  /** Local time of the server that wrote it, without a zone. */
  readonly finishDate: string;
  readonly fate: "applied" | "held-before" | "not-applied";
  readonly appliedAt: string | null;
};
/** What did not come along, by file; null where the run never listed the folders. */
export type LossManifest = {
  readonly listedAt: string;
  readonly files: readonly LogFile[];
  readonly leftOut: readonly { readonly file: string; readonly sizeBytes: string; readonly why: string }[];
  readonly shareError: string | null;
  readonly lastApplied: LogFile | null;
};

/** A point of no return of this procedure and whether the run went past it. */
export type Point = {
  readonly stepId: string;
  readonly confirmedAt: string | null;
  readonly confirmedBy: string | null;
  /** When its command was first sent; null: the run never went past it. */
  readonly passedAt: string | null;
};

/** Everything a report says about a run, folded from its journal and its plan. */
export type ReportView = {
  readonly run: Pick<
    RunView,
    | "id"
    | "label"
    | "procedure"
    | "status"
    | "reason"
    | "startedBy"
    | "startedAt"
    | "finishedAt"
    | "planId"
    | "planHash"
    | "approval"
  >;
  readonly poolFqdn: string;
  /** The run's end; of one that goes on its last record. ISO UTC. */
  readonly until: string;
  readonly target: string;
  readonly times: Times;
  readonly recovery: Recovery | null;
  readonly loss: LossView | null;
  /** Newest sample and the one before it: how far apart samples were taken. */
  readonly samples: { readonly newest: string; readonly before: string | null } | null;
  readonly steps: readonly ReportStep[];
  readonly points: readonly Point[];
  readonly deviations: readonly Deviation[];
  readonly decisions: readonly ReportDecision[];
  readonly manifest: LossManifest | null;
  /** SQL Server's own records of the time, by instance. */
  readonly errorLogs: readonly ErrorLogRead[];
  readonly notProtected: readonly string[];
  /** Newest finding of each check, in the order in which they were made. */
  readonly findings: readonly Finding[];
  /** Section G: the questions of a manager, each answered from the evidence, or said to be beyond it. */
  readonly answers: readonly Answer[];
  readonly records: number;
  /** The run in a few sentences, for who was not there. */
  readonly summary: readonly Line[];
};
