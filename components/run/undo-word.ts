import type { RunView, StepView } from "#lib/domain/views/run-view.ts";

type UndoWord = "all-undoable" | "failback-only" | "home-replaced" | "home-serves";

/** The acts behind which there is no way back; what their steps do before them only reads or writes a new file. */
const final = ["bring-online", "restore-home", "seed-home", "reseed-other"];
const usersBack = ["return-pool-state", "return-active-servers"];

/** How far the run as a whole can still be undone. A failback over home's copy leaves the other one whole, until users are at home. */
export function undoWord(steps: RunView["steps"]): UndoWord {
  const begun = ({ acts }: StepView) => acts.some((act) => act.attempts > 0 && final.includes(act.id));
  const passed = steps.filter((step) => begun(step)).map((step) => step.id);
  if (passed.length === 0) return "all-undoable";
  if (passed.includes("bring-online")) return "failback-only";
  const isBack = steps.some((step) => usersBack.includes(step.id) && step.acts.some((act) => act.attempts > 0));
  return isBack ? "home-serves" : "home-replaced";
}
