import { stepsOf } from "#lib/domain/procedures/all.ts";
import type { ActState } from "#lib/domain/run/run-state.ts";
import { abort, resume } from "#lib/domain/steps/choices.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ActRun } from "./act-run.ts";
import { look, noteSeen } from "./look.ts";
import { actRun, type StepRun } from "./step-run.ts";
import { workUnderWay } from "./wait-for-quiet.ts";

const kind = "resume-after-interruption";

/**
 * A run that another process left: what it had begun is looked at, then a person says whether to go on. Questions that were
 * open stay open beside this one; they are asked again by the steps that asked them. @throws RunStop
 */
export async function afterInterruption(run: StepRun): Promise<void> {
  const { journal, deps } = run;
  const before = journal.state();
  const isFresh = before.last <= 1;
  await journal.append({ kind: "runner-took", holder: deps.holder, token: journal.token });
  if (isFresh || before.abortRequested) return;
  const waiting = before.open.find((o) => o.decision.kind === kind);
  if (waiting) {
    await journal.ask(waiting.decision);
    return;
  }
  if (before.status !== "interrupted")
    await journal.append({ kind: "interrupted", detail: "the console stopped without a word" });
  const facts = await lookAtBegun(run);
  const count = before.taken.filter((t) => t.decision.kind === kind).length;
  await journal.ask({
    id: `interruption:${count + 1}`,
    kind,
    stepId: "",
    actId: null,
    facts,
    choices: [resume, abort],
    suggested: "resume",
  });
}

/** Every act in every lane that was begun and whose end nobody wrote down, and how its target looks now. */
async function lookAtBegun(run: StepRun): Promise<Readonly<Record<string, string>>> {
  const { journal, plan, deps } = run;
  const state = journal.state();
  const isBegun = (act: ActState) =>
    act.command !== null && act.attempts > 0 && (act.status === "intended" || act.status === "unknown");
  const lanes = stepsOf(plan.procedure, plan.order, plan.failback?.way).filter(
    (step) => state.steps.get(step.id)?.status === "running",
  );
  const found = lanes.flatMap((step) => {
    const offered = step.acts({ pool: deps.pool, plan, run: state }).acts;
    const begun = [...state.acts.values()].filter((act) => act.stepId === step.id && isBegun(act));
    return begun.map(async ({ id }): Promise<[string, string]> => {
      // What a person is being asked about is not settled behind his back.
      if (state.open.some((o) => o.decision.actId === id)) return [id, "asked"];
      const act = offered.find((a) => a.id === id);
      return [id, act ? await lookAt(actRun(run, step), act) : "unknown"];
    });
  });
  return Object.fromEntries(await Promise.all(found));
}

async function lookAt(run: ActRun, act: Act): Promise<string> {
  const observed = await workUnderWay(run, act);
  if (!observed) return (await look(run, act, "resume")).state;
  await noteSeen(run, act, { when: "resume", observed });
  return observed.state;
}
