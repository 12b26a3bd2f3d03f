import { abort, retry } from "#lib/domain/steps/choices.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, answeredSince } from "./act-run.ts";
import { afterFailure } from "./after-failure.ts";
import { askAbout } from "./ask-about.ts";
import { foundDone } from "./found-done.ts";
import { look } from "./look.ts";
import { performAct } from "./perform-act.ts";
import { settleUnknown } from "./settle-unknown.ts";

/**
 * Brings one act to done or skipped: observe, journal the intent, perform, journal the result, observe again. An unknown
 * effect is observed after the past is quiet; only a repeatable act is sent again by itself. Returns also when a person
 * chose another way (search again): the caller asks the step anew.
 */
export async function runAct(run: ActRun, act: Act): Promise<void> {
  const before = run.journal.state().acts.get(act.id);
  if (before?.status === "failed" && !answeredSince(run, before)) return void (await afterFailure(run, act, before));
  if (before?.status === "unknown" || (before?.status === "intended" && before.attempts > 0)) {
    const settled = await settleUnknown(run, act);
    if (settled !== "not-started") return;
    return performAct(run, act);
  }
  if (act.command !== null) {
    const seen = await look(run, act, "before");
    if (seen.state === "done") return foundDone(run, act, seen);
    if (seen.state === "running") return run.journal.pause();
    if (seen.state === "unknown") {
      await askAbout(run, act, "effect-unknown", seen.facts, [retry, abort]);
      return;
    }
  }
  return performAct(run, act);
}
