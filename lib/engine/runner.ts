import { stagesOf } from "#lib/domain/procedures/all.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import type { RunState } from "#lib/domain/run/run-state.ts";
import { goOn } from "#lib/domain/steps/choices.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import { afterInterruption } from "./after-interruption.ts";
import { endRun } from "./end-run.ts";
import { RunStop } from "./engine-deps.ts";
import { laneJournal } from "./run-journal.ts";
import { runStep } from "./run-step.ts";
import type { StepRun } from "./step-run.ts";
import { finishAborted } from "./undo.ts";

/**
 * Goes through a procedure's stages from wherever the journal says the run stands; the steps of a stage are lanes.
 * Ends with run-finished, or leaves the run open when this process must stop. Safe to call again for the same run.
 */
export async function runProcedure(run: StepRun & { readonly plan: PinnedPlan }): Promise<void> {
  const { journal, plan } = run;
  try {
    await afterInterruption(run);
    for (const stage of stagesOf(plan)) {
      if (!stage.some((step) => journal.state().steps.has(step.id))) await journal.gate("stage");
      const broken = new AbortController();
      const lane = { ...run, journal: laneJournal(journal, broken.signal) };
      const lanes = await Promise.allSettled(
        stage.map((step) =>
          runStep(lane, step).catch((e: unknown) => {
            broken.abort();
            throw e;
          }),
        ),
      );
      const failed = lanes.find(
        (l) => l.status === "rejected" && !(l.reason instanceof RunStop && l.reason.why === "lane-broke"),
      );
      if (failed?.status === "rejected") throw failed.reason;
    }
    await finish(run);
  } catch (e) {
    if (!(e instanceof RunStop)) throw e;
    if (e.why === "aborted") {
      await finishAborted(run);
    }
    if (e.why === "cut-off")
      await journal.append({ kind: "interrupted", detail: "the console was stopped" }).catch(() => undefined);
  }
}

/** They move no user: what they prove stands in their steps. */
const provenByItsSteps: readonly PinnedPlan["procedure"][] = ["mirror-failover", "fence-returned-home", "drill"];

async function finish(run: StepRun): Promise<void> {
  const { journal, plan } = run;
  const state = journal.state();
  const isServed =
    provenByItsSteps.includes(plan.procedure) ||
    proofsOf(state, [...state.steps.keys()]).some((f) => f.checkId === "test-message" && f.verdict === "pass");
  // The last stage says how all stands now.
  const last = (stagesOf(plan).at(-1) ?? []).map((step) => step.id);
  const endsBad = last.some((stepId) => proofsOf(state, [stepId]).some((f) => isGonePast(state, stepId, f)));
  const isProven = isServed && !endsBad;
  await endRun(run, { outcome: isProven ? "succeeded" : "succeeded-service-not-proven", detail: plan.target });
}

const proofsOf = (state: RunState, stepIds: readonly string[]): readonly Finding[] =>
  stepIds.flatMap((id) => state.steps.get(id)?.findings ?? []).filter((f) => f.phase === "proof");

/** Whether a proof failed, or stayed unknown and a person went on past it: neither makes it hold. */
function isGonePast(state: RunState, stepId: string, { checkId, verdict }: Finding): boolean {
  const wentOn = () =>
    state.taken.some(
      ({ choice, decision }) => choice === goOn.id && decision.stepId === stepId && decision.facts.check === checkId,
    );
  return verdict === "fail" || (verdict === "unknown" && wentOn());
}
