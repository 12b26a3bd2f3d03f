import { isSettled, type RunState } from "#lib/domain/run/run-state.ts";
import type { Act, Step } from "#lib/domain/steps/step.ts";
import { RunStop } from "./engine-deps.ts";
import { runAct } from "./run-act.ts";
import { runCheck } from "./run-check.ts";
import { runTogether } from "./run-together.ts";
import { actRun, liveContext, type StepRun } from "./step-run.ts";
import { takeSheet } from "./take-sheet.ts";

/** Precheck, acts, proof of one step. A step that is done or skipped is left as it is: safe to call again after a crash. */
export async function runStep(run: StepRun, step: Step): Promise<void> {
  const { journal } = run;
  const status = journal.state().steps.get(step.id)?.status;
  if (status === "done" || status === "skipped") return;
  await journal.gate();
  if (status === undefined) await journal.append({ kind: "step-entered", stepId: step.id });
  for (const { decision } of journal.state().open)
    if (decision.stepId === step.id && !decision.id.startsWith(`${step.id}:check:`)) await journal.ask(decision);
  const started = [...journal.state().acts.values()].some((a) => a.stepId === step.id);
  if (!started) for (const check of step.precheck) await runCheck(run, step, check, "precheck");
  let at: { readonly acts: readonly Act[]; index: number } = { acts: [], index: 0 };
  for (;;) {
    await journal.gate();
    const { plan, deps } = run;
    const next = step.acts({ pool: deps.pool, plan, run: journal.state() });
    if (next.question) {
      const { key, ...question } = next.question;
      const asked = journal.state().taken.filter((t) => t.decision.id.startsWith(`${step.id}:${key}:`)).length;
      const id = `${step.id}:${key}:${asked + 1}`;
      const context = liveContext(run, `sheet:${id}`, () => undefined);
      await takeSheet({ journal, context, stepId: step.id }, { id, kind: question.kind });
      await journal.ask({ id, stepId: step.id, actId: null, ...question });
      continue;
    }
    // What is settled stays so: where the acts are the same as before, those behind us are not looked at again.
    if (next.acts !== at.acts) at = { acts: next.acts, index: 0 };
    while (isSettled(journal.state(), at.acts[at.index]?.id ?? "")) at.index += 1;
    const act = at.acts[at.index];
    if (act && next.holds && !journal.state().acts.has(act.id)) await journal.pause();
    else if (act && isUntouched(run, act)) await runTogether(actRun(run, step), untouchedFrom(run, step, at));
    else if (act) await runAct(actRun(run, step), act);
    else if (next.wait) await journal.pause();
    else if (next.ends) throw new RunStop("aborted");
    else break;
  }
  if (step.skip && wasSkipped(journal.state(), step)) {
    // There is nothing to prove: the price is shown as not protected.
    await journal.append({ kind: "step-finished", stepId: step.id, outcome: "skipped", reason: step.skip.price });
    return;
  }
  for (const check of step.proof) await runCheck(run, step, check, "proof");
  await journal.append({ kind: "step-finished", stepId: step.id, outcome: "done", reason: null });
}

/** A small act that nothing is known of yet: it may be sent beside others. */
const isUntouched = (run: StepRun, act: Act) => act.isSmall === true && !run.journal.state().acts.has(act.id);

/** Gives the act that is next, then those after it, as long as they are such and the step offers the same acts and asks nothing. */
function untouchedFrom(run: StepRun, step: Step, at: { readonly acts: readonly Act[]; readonly index: number }) {
  let { index } = at;
  return (): Act | null => {
    const act = at.acts[index];
    if (!act || !isUntouched(run, act)) return null;
    if (index > at.index) {
      const now = step.acts({ pool: run.deps.pool, plan: run.plan, run: run.journal.state() });
      if (now.acts !== at.acts || now.question || now.holds) return null;
    }
    index += 1;
    return act;
  };
}

/** Whether a person left out every act of a step. */
function wasSkipped(state: RunState, step: Step): boolean {
  const acts = [...state.acts.values()].filter((a) => a.stepId === step.id);
  return acts.length > 0 && acts.every((a) => a.status === "skipped");
}
