import { stagesOf } from "#lib/domain/procedures/all.ts";
import type { Verdict } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import type { Survey } from "#lib/domain/steps/survey.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { commandItems, type PaperCommand } from "./paper-commands.ts";

/** What is looked at before or after a step's commands; `at` null: not yet, or not with a good end. */
export type PaperCheck = { readonly checkId: string; readonly verdict: Verdict | null; readonly at: string | null };
export type PaperStep = {
  readonly id: string;
  readonly number: string;
  readonly way: Step["way"];
  readonly status: "open" | "running" | "done" | "skipped";
  readonly finishedAt: string | null;
  readonly before: readonly PaperCheck[];
  readonly commands: readonly PaperCommand[];
  readonly proof: readonly PaperCheck[];
};
/** The log backups as they were found when the paper was made; `failed` says why they could not be looked at. */
export type Listed =
  | { readonly kind: "listed"; readonly survey: Survey }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "not-asked" };

/** A plan, or what is left of a run, as a person carries it out without the console. */
export type PaperPlan = {
  readonly steps: readonly PaperStep[];
  /** Instances about which somebody gives his word at the point of no return. */
  readonly opposite: readonly string[];
  /** Why no log backup is named; null where all that were found are. */
  readonly listFailed: string | null;
};

/** What paper is made from: the plan as pinned, what a run has done of it, and the log backups as found now. */
export type PaperSource = {
  readonly plan: PinnedPlan;
  readonly pool: Pool;
  /** Null: nothing was begun. */
  readonly run: RunState | null;
  readonly listed: Listed;
};

/** Every step with its checks and commands, with real names and values, ticked where a run has done it. Pure. */
export function paperPlan(source: PaperSource): PaperPlan {
  const { plan, run, listed } = source;
  const steps = stagesOf(plan)
    .flat()
    .map((step): PaperStep => {
      const state = run?.steps.get(step.id);
      return {
        id: step.id,
        number: step.number,
        way: step.way,
        status: state?.status ?? "open",
        finishedAt: state?.finishedAt ?? null,
        before: checksOf(step, "precheck", run),
        commands: commandItems(step, source),
        proof: checksOf(step, "proof", run),
      };
    });
  return { steps, opposite: plan.opposite, listFailed: listed.kind === "failed" ? listed.why : null };
}

function checksOf(step: Step, phase: "precheck" | "proof", run: RunState | null): readonly PaperCheck[] {
  return step[phase].map(({ id }) => {
    const found = run?.steps.get(step.id)?.findings.findLast((f) => f.checkId === id && f.phase === phase);
    return { checkId: id, verdict: found?.verdict ?? null, at: found?.verdict === "pass" ? found.at : null };
  });
}
