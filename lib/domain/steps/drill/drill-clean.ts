import { drillDatabase } from "#lib/domain/commands/drill-observations.ts";
import { dropDatabase } from "#lib/domain/commands/restore-full.ts";
import { known } from "#lib/domain/steps/act.ts";
import type { Step } from "#lib/domain/steps/step.ts";
import { dropDrillCopy, leftoversGone } from "./leftovers.ts";
import { drillOf } from "./pins.ts";

/** The copy is dropped, and the drill ends only when the instance says that nothing of it is left. */
export const drillClean: Step = {
  id: "drill-clean",
  number: "",
  way: "needs-no-undo",
  precheck: [],
  proof: [leftoversGone],
  planned: (plan) => [known(dropDatabase(plan.target, drillDatabase))],
  acts: ({ plan }) => ({ acts: [dropDrillCopy("drill-drop", plan.target, drillOf(plan).moves)] }),
};
