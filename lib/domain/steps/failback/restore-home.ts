import { endSessions } from "#lib/domain/steps/end-sessions.ts";
import { ruleOne } from "#lib/domain/steps/shared-checks.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { pinnedSet } from "./backup-acts.ts";
import { copyForHome, plannedRestore } from "./full-copy.ts";
import { strandedLook } from "./look-stranded.ts";
import { askBeforeOverwriting } from "./overwrite-home.ts";
import { failbackOf } from "./pins.ts";
import { plannedKill } from "./planned-kill.ts";
import { restoreAct } from "./restore-act.ts";

/** Printed step 4, the first point of no return: home's copy is replaced. It comes up read-only, as the backup is. */
export const restoreHome: Step = {
  id: "restore-home",
  number: "4",
  way: "cannot-be-undone",
  precheck: [],
  proof: [],
  planned: (plan) => [plannedKill(plan.target), plannedRestore(copyForHome(plan, "step 3"), "RECOVERY")],
  acts: (ctx) => {
    const look = strandedLook(ctx);
    if (look) return { acts: [look] };
    const question = askBeforeOverwriting(ctx);
    if (question) return { acts: [], question };
    const set = pinnedSet(ctx.run, "pin-full");
    if (!set) return { acts: [] };
    const moves = failbackOf(ctx.plan).moves.home;
    return {
      acts: [
        ...endSessions(ctx.run, ctx.plan.target),
        restoreAct({ id: "restore-home", target: ctx.plan.target, set, moves, end: "RECOVERY", guard: ruleOne }),
      ],
    };
  },
};
