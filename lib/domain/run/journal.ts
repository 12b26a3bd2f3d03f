import type { RunApproval } from "#lib/domain/approval/run-approval.ts";
import type { Command } from "#lib/domain/commands/command.ts";
import type { Effect, RemoteCause } from "#lib/domain/errors.ts";
import type { Vote } from "#lib/domain/fencing/vote.ts";
import type { OutputLine, ProcessIdentity } from "#lib/domain/ports.ts";
import type { ControlBody } from "./journal-control.ts";
import type { ErrorLogRead } from "./journal-error-log.ts";

export type Verdict = "pass" | "warn" | "fail" | "unknown";
/** One judged look: `facts` are values for the text `checks.<checkId>.<verdict>`. */
export type Finding = {
  readonly checkId: string;
  readonly verdict: Verdict;
  readonly facts: Readonly<Record<string, string>>;
  readonly at: string;
};

/** What a read-only look at an act's target found. `facts` are shown verbatim. */
export type ObservedState = "not-started" | "running" | "done" | "unknown";
export type Observed<R = unknown> = {
  readonly state: ObservedState;
  readonly facts: Readonly<Record<string, string>>;
  readonly result?: R;
};

export type ActError = {
  readonly code: string;
  readonly message: string;
  readonly effect: Effect;
  readonly causes: readonly RemoteCause[];
};

/** How much a choice costs; texts are `decisions.<kind>.<choice>`. */
export type Choice = {
  readonly id: string;
  /** What is lost: "nothing", "unchanged", "more" (facts say how much) or "unknown". */
  readonly dataLoss: "nothing" | "unchanged" | "more" | "unknown";
  readonly undo: "yes" | "until-online" | "no";
  /** What the person must give: a reason, the site's name typed, an attestation. */
  readonly needs: readonly ("reason" | "attestation" | "typed-site" | "second-person")[];
  readonly time: "seconds" | "minutes" | "open";
};

export type DecisionKind =
  | "point-of-no-return"
  | "gap-in-chain"
  | "unreadable-file"
  | "share-unreachable"
  | "home-still-answers"
  | "monitor-dead"
  | "act-failed"
  | "effect-unknown"
  | "check-failed"
  | "found-done"
  | "audit-database-down"
  | "undo-fence"
  | "resume-after-interruption"
  | "home-returned"
  | "stranded-messages"
  | "restore-over-home"
  | "reseed-other"
  | "ship-from-mirror"
  | "loss-not-proven-nothing"
  | "loss-larger-than-signed";

export type Decision = {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly stepId: string;
  readonly actId: string | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly choices: readonly Choice[];
  readonly suggested: string | null;
};

/** A named person's word from outside the console about one unreachable instance (rule 1). */
export type Attestation = {
  readonly instance: string;
  readonly switchedOff: string;
  readonly confirmedBy: string;
  readonly confirmedAt: string;
};

type Body =
  | {
      readonly kind: "run-started";
      readonly planId: string;
      readonly planHash: string;
      /** SHA-256 over what the plan's page showed (lib/domain/plan/view-hash.ts). Absent in journals of consoles that kept none. */
      readonly viewHash?: string;
      readonly procedure: string;
      readonly reason: string;
      readonly person: string;
      /** Absent in journals of consoles that knew no owner. */
      readonly personId?: string;
      readonly approval?: RunApproval;
    }
  | { readonly kind: "runner-took"; readonly holder: string; readonly token: number }
  | { readonly kind: "step-entered"; readonly stepId: string }
  | {
      readonly kind: "check-recorded";
      readonly stepId: string;
      readonly phase: "precheck" | "proof";
      readonly finding: Finding;
    }
  | {
      readonly kind: "act-observed";
      readonly stepId: string;
      readonly actId: string;
      readonly when: "before" | "after" | "resume";
      readonly observed: Observed;
    }
  | {
      readonly kind: "act-intended";
      readonly stepId: string;
      readonly actId: string;
      readonly attempt: number;
      readonly command: Command | null;
    }
  | {
      /** The management shell that carries this attempt's cmdlet; written before the cmdlet leaves (architecture 5.3). */
      readonly kind: "act-carried";
      readonly stepId: string;
      readonly actId: string;
      readonly process: ProcessIdentity;
    }
  | {
      readonly kind: "act-output";
      readonly stepId: string;
      readonly actId: string;
      readonly lines: readonly OutputLine[];
    }
  | {
      readonly kind: "act-succeeded";
      readonly stepId: string;
      readonly actId: string;
      readonly result: unknown;
      readonly sessionId: number | null;
      readonly serverUtc: string | null;
    }
  | { readonly kind: "act-failed"; readonly stepId: string; readonly actId: string; readonly error: ActError }
  | {
      readonly kind: "step-finished";
      readonly stepId: string;
      readonly outcome: "done" | "skipped";
      readonly reason: string | null;
    }
  | {
      /** The fencing sheet, taken anew before each question of rule 1. */
      readonly kind: "votes-taken";
      readonly stepId: string;
      readonly votes: readonly Vote[];
    }
  | { readonly kind: "decision-asked"; readonly decision: Decision }
  | {
      readonly kind: "decision-taken";
      readonly decisionId: string;
      readonly choice: string;
      readonly person: string;
      readonly reason: string;
      readonly attestations: readonly Attestation[];
    }
  | ControlBody
  | { readonly kind: "paused" }
  | { readonly kind: "interrupted"; readonly detail: string }
  | ErrorLogRead
  | {
      readonly kind: "run-finished";
      readonly outcome: "succeeded" | "succeeded-service-not-proven" | "aborted" | "failed";
      readonly detail: string;
      /** As the history's line has it, so that nobody changes it there unseen; runs of an earlier console do not say it. */
      readonly loss?: { readonly fewest: string | null; readonly most: string | null };
    };

/** The format of the events that this console writes, and the newest that it reads; older ones fold for ever. */
export const journalVersion = 1;

/** Append-only; number counts from 1 without gaps within a run; `at` is the console's UTC, ISO. `v` is the event format's version. */
export type RunEvent = Body & {
  readonly v: number;
  readonly runId: string;
  readonly number: number;
  readonly at: string;
};
export type RunEventBody = Body;
