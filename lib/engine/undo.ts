import { showCommand } from "#lib/domain/commands/show-command.ts";
import { stagesOf } from "#lib/domain/procedures/all.ts";
import type { Decision } from "#lib/domain/run/journal.ts";
import { type ActState, isSettled, type RunState } from "#lib/domain/run/run-state.ts";
import { leaveFenced, undoFence } from "#lib/domain/steps/choices.ts";
import type { PinnedPlan } from "#lib/domain/steps/pinned-plan.ts";
import type { Act, Step } from "#lib/domain/steps/step.ts";
import { endRun } from "./end-run.ts";
import { RunStop } from "./engine-deps.ts";
import { runAct } from "./run-act.ts";
import type { RunJournal } from "./run-journal.ts";
import { actRun, type StepRun } from "./step-run.ts";
import { isUndo } from "./undo-id.ts";

/** An act of this run that took effect, or may have, and what takes it back. */
type Undoable = { readonly step: Step; readonly act: Act; readonly undo: Act };

const decisionId = "undo-fence:1";

/**
 * Ends an aborted run. Where home was fenced and nothing irreversible was begun, a person first says whether the fence is undone
 * or stays; its acts are undone in reverse order through the same looks, intents and results as any act. Safe to call again after
 * a crash: what was answered is not asked twice. @throws RunStop "cut-off" when this process must stop
 */
export async function finishAborted(run: StepRun): Promise<void> {
  const { journal, plan } = run;
  const stoodIn =
    stagesOf(plan)
      .flat()
      .filter((s) => journal.state().steps.has(s.id))
      .at(-1)?.id ?? "not-started";
  const fence = await settleFence(run);
  await endRun(run, { outcome: "aborted", detail: fence === null ? stoodIn : `${stoodIn}; ${fence}` });
}

type FenceEnd = "fence-undone" | "left-fenced" | "fence-partly-undone" | "drill-cleared" | "drill-left-behind";

async function settleFence(run: StepRun): Promise<FenceEnd | null> {
  const { deps, plan } = run;
  const journal = endingJournal(run.journal);
  const found = undoable(journal.state(), plan, deps.pool);
  const [last] = found;
  if (!last) return null;
  const ends =
    plan.procedure === "drill"
      ? ({ whole: "drill-cleared", partly: "drill-left-behind" } as const)
      : ({ whole: "fence-undone", partly: "fence-partly-undone" } as const);
  // A drill leaves nothing behind: nobody is asked whether.
  if (plan.procedure !== "drill") {
    const taken = await journal.ask(question(last.step.id, { found, byHand: leftByHand(run) }, plan));
    if (taken.choice === leaveFenced.id) return "left-fenced";
  }
  const isGivenUp = () =>
    journal.state().taken.some((t) => t.choice === "abort" && t.decision.actId !== null && isUndo(t.decision.actId));
  if (isGivenUp()) return ends.partly;
  const ending = { ...run, journal };
  try {
    for (const { step, undo } of found)
      while (!isSettled(journal.state(), undo.id)) await runAct(actRun(ending, step), undo);
  } catch (e) {
    if (e instanceof RunStop && e.why === "aborted") return ends.partly;
    throw e;
  }
  const skipped = found.some(({ undo }) => journal.state().acts.get(undo.id)?.status === "skipped");
  return skipped ? ends.partly : ends.whole;
}

/** What can be taken back, newest first; nothing once the act that cannot be undone was begun. */
function undoable(state: RunState, plan: PinnedPlan, pool: StepRun["deps"]["pool"]): readonly Undoable[] {
  const steps = stagesOf(plan).flat();
  const isPast = steps.some((s) => s.way === "cannot-be-undone" && (state.acts.get(s.id)?.attempts ?? 0) > 0);
  if (isPast) return [];
  const entered = steps.filter((step) => state.steps.has(step.id));
  return entered
    .flatMap((step) =>
      step.acts({ pool, plan, run: state }).acts.flatMap((act): Undoable[] => {
        const { undo } = act;
        return undo && mayHaveEffect(state.acts.get(act.id)) ? [{ step, act, undo }] : [];
      }),
    )
    .reverse();
}

/** Sent by this run and not known to have failed: what was found done belongs to somebody else. */
function mayHaveEffect(act: ActState | undefined): boolean {
  return act !== undefined && act.attempts > 0 && act.status !== "failed" && act.status !== "skipped";
}

type Left = { readonly found: readonly Undoable[]; readonly byHand: Readonly<Record<string, string>> };

/** What this run did and does not take back, in its acts' own words. */
function leftByHand({ journal, plan, deps }: StepRun): Left["byHand"] {
  const state = journal.state();
  const acts = stagesOf(plan)
    .flat()
    .filter((step) => state.steps.has(step.id))
    .flatMap((step) => step.acts({ pool: deps.pool, plan, run: state }).acts);
  return Object.fromEntries(
    acts.flatMap((act): [string, string][] =>
      act.undoByHand && !act.undo && mayHaveEffect(state.acts.get(act.id))
        ? [[`stays, ${act.id}`, act.undoByHand]]
        : [],
    ),
  );
}

function question(stepId: string, { found, byHand }: Left, plan: PinnedPlan): Decision {
  // Stored facts come back with sorted names: the numbers keep the order.
  const commands = found.flatMap(({ undo }, i): [string, string][] =>
    undo.command === null
      ? []
      : [[`undo ${String(i + 1).padStart(2, "0")} on ${undo.target}`, showCommand(undo.command)]],
  );
  const again = plan.fence?.mirrorAgain;
  return {
    id: decisionId,
    kind: "undo-fence",
    stepId,
    actId: null,
    facts: {
      ...Object.fromEntries(commands),
      ...(again ? { "undo by hand afterwards, the mirror": again } : {}),
      ...byHand,
    },
    choices: [undoFence, leaveFenced],
    suggested: null,
  };
}

/** The journal while a run is being ended: that it was aborted stops nothing more, "abort" to a question here stops the undoing. */
function endingJournal(journal: RunJournal): RunJournal {
  return {
    ...journal,
    gate: async () => void (await journal.refresh()),
    ask: async (decision) => {
      await journal.refresh();
      const answer = () => journal.state().taken.find((t) => t.decision.id === decision.id);
      if (!answer() && !journal.state().open.some((o) => o.decision.id === decision.id))
        await journal.append({ kind: "decision-asked", decision });
      for (let taken = answer(); ; taken = answer()) {
        if (taken?.choice === "abort") throw new RunStop("aborted");
        if (taken) return taken;
        await journal.pause();
      }
    },
  };
}
