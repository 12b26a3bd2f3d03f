import type { Vote } from "#lib/domain/fencing/vote.ts";
import type { PaperPlan } from "#lib/domain/paper/paper-plan.ts";
import type { PlanView } from "./plan-view.ts";
import type { RunStatus } from "./run-view.ts";

/** A plan on paper, with what a run has done of it. */
export type PaperView = {
  readonly planId: string;
  readonly hash: string;
  readonly plannedAt: string;
  readonly procedure: PlanView["procedure"];
  readonly sites: { readonly home: string; readonly other: string };
  readonly poolFqdn: string;
  /** Null: it was not started. */
  readonly run: { readonly label: string; readonly status: RunStatus; readonly startedBy: string } | null;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly paper: PaperPlan;
  /** The newest fencing sheet, the run's or else the plan's; empty: none was taken. */
  readonly votes: readonly Vote[];
};
