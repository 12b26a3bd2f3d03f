import type { Observed } from "#lib/domain/run/journal.ts";
import { abort, takeAsDone } from "#lib/domain/steps/choices.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ActRun } from "./act-run.ts";
import { askAbout } from "./ask-about.ts";

/**
 * Something is done that this run did not intend. Where it can be undone it is taken as it is, and recorded; elsewhere, and
 * where the act itself says so, a person says whether it counts: somebody else is at work (architecture 5.4).
 */
export async function foundDone(run: ActRun, act: Act, seen: Observed): Promise<void> {
  if (run.step.way !== "can-be-undone" || act.asksWhenFoundDone) {
    await askAbout(run, act, "found-done", seen.facts, [takeAsDone, abort]);
    return;
  }
  await run.journal.append({
    kind: "act-succeeded",
    stepId: run.step.id,
    actId: act.id,
    result: { foundDone: true, ...seen.facts },
    sessionId: null,
    serverUtc: null,
  });
}
