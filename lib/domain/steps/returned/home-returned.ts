import type { PlannedCommand } from "#lib/domain/commands/command.ts";
import { setReadOnly } from "#lib/domain/commands/database-options.ts";
import { type RunState, resultOf } from "#lib/domain/run/run-state.ts";
import { evidenceAct } from "#lib/domain/steps/act.ts";
import { abort, fenceHomeNow, goOn, lookAgain, stayHome } from "#lib/domain/steps/choices.ts";
import { readOnlyAct } from "#lib/domain/steps/failback/fence-acts.ts";
import type { NextActs, Question, Step, StepContext } from "#lib/domain/steps/step.ts";
import type { StepId } from "#lib/domain/steps/step-id.ts";
import { fenceReturned, plannedFenceOf } from "./fence-returned.ts";
import { endangers, factsOfReturned, lookAtReturned, type ReturnedHome } from "./look-returned.ts";

const kind = "home-returned";

/** A step of a failover, once the copy is recovered, that looks first whether home has come back; its plan shows what may follow. */
export function mindingHome(step: Step): Step {
  return {
    ...step,
    acts: (ctx) => homeReturned(ctx, step.id) ?? step.acts(ctx),
    planned: (plan, pool) => [
      ...step.planned(plan, pool),
      ...plannedFenceOf(plan.opposite),
      ...(step.id === "set-pool-state" ? [plannedStay(plan.target)] : []),
    ],
  };
}

const plannedStay = (target: string): PlannedCommand => ({
  command: setReadOnly(target, "mgc"),
  rules: { when: "only if home answers again before this step, and a person says to stay there" },
});

/**
 * Whether home has come back since the copy was recovered (dba-notes 28), looked at when a step begins and again after every
 * interruption. Null: it has not, or nobody can write there, and the step goes on with its own acts. Before step 5 the way home is
 * still open: the state never left Normal. After it, going back is a failback; nothing here ever sets the state to Normal.
 */
export function homeReturned(ctx: StepContext, step: StepId): NextActs | null {
  const { run, plan } = ctx;
  // Two persons have let this run past a home that takes writes, knowing it.
  if (run.overrides.some((o) => o.status === "used")) return null;
  const taken = run.taken.filter((t) => t.decision.kind === kind && t.decision.stepId === step);
  for (const answer of taken) {
    if (answer.choice === "stay-home") return stayingHome(ctx);
    if (answer.choice !== fenceHomeNow.id) continue;
    const id = lookId(run, step, answer.number);
    const acts = fenceReturned(seenBy(run, id) ?? nothing, { round: id, serving: plan.target });
    if (acts.some((a) => !isSettledAct(run, a.id))) return { acts };
  }
  if (taken.at(-1)?.choice === goOn.id) return null;
  const id = lookId(run, step);
  const seen = seenBy(run, id);
  if (!seen) return { acts: [evidenceAct(id, plan.target, (live) => lookAtReturned(live.ports, live.pool))] };
  return endangers(seen) ? { acts: [], question: questionAbout(ctx, step, seen) } : null;
}

const nothing: ReturnedHome = { instances: [], services: [], silentServers: [] };

const seenBy = (run: RunState, id: string) => resultOf(run, id) as ReturnedHome | undefined;

const isSettledAct = (run: RunState, id: string) => ["done", "skipped"].includes(run.acts.get(id)?.status ?? "");

/** One look more after every answer here, and after every interruption; `before`: which one an answer with this number was about. */
function lookId(run: RunState, step: StepId, before = Number.POSITIVE_INFINITY): string {
  const again = run.taken.filter(
    (t) =>
      t.number < before &&
      ((t.decision.kind === kind && t.decision.stepId === step) || t.decision.kind === "resume-after-interruption"),
  );
  return `look-returned:${step}:${again.length + 1}`;
}

function questionAbout({ plan, pool, run }: StepContext, step: StepId, seen: ReturnedHome): Question {
  const isBefore = step === "set-pool-state" && (run.acts.get("set-pool-state")?.attempts ?? 0) === 0;
  return {
    key: kind,
    kind,
    facts: {
      ...factsOfReturned(seen),
      "copy that was recovered": plan.target,
      ...(isBefore
        ? {
            "to stay at home costs": `mgc on ${plan.target} must be seeded again from a full backup of ${pool.sites.home}`,
          }
        : { "to go back": "a failback; setting the state to Normal by hand would lose what was written since" }),
    },
    choices: [fenceHomeNow, lookAgain, ...(isBefore ? [stayHome] : [goOn]), abort],
    suggested: null,
  };
}

/** The recovered copy takes no writes any more; then the run ends, and home goes on serving: the state never left Normal. */
function stayingHome({ run, plan }: StepContext): NextActs {
  const act = readOnlyAct("other-read-only", plan.target);
  return isSettledAct(run, act.id) ? { acts: [act], ends: true } : { acts: [act] };
}
