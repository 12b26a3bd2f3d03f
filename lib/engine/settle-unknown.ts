import { abort, retry, takeAsDone } from "#lib/domain/steps/choices.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import { type ActRun, answeredSince } from "./act-run.ts";
import { afterFailure } from "./after-failure.ts";
import { askAbout } from "./ask-about.ts";
import { look } from "./look.ts";
import { waitForQuiet } from "./wait-for-quiet.ts";

/** Waits until what was started is quiet, looks, and says where the act stands. A person is asked when nothing can tell. */
export async function settleUnknown(run: ActRun, act: Act): Promise<"done" | "not-started" | "asked"> {
  if (act.command === null) return "not-started";
  const notTold = await waitForQuiet(run, act);
  const before = run.journal.state().acts.get(act.id);
  if (notTold && before && !answeredSince(run, before)) {
    // Nobody here can see whether the earlier console's cmdlet is over: a person looks there first.
    await askAbout(run, act, "effect-unknown", notTold.facts, [retry, takeAsDone, ...(act.onUnknown ?? []), abort]);
    return "asked";
  }
  const seen = await look(run, act, "resume");
  if (seen.state === "done") return "done";
  if (seen.state === "running") {
    await run.journal.pause();
    return "asked";
  }
  if (seen.state === "not-started") {
    const known = run.journal.state().acts.get(act.id);
    // Sent again by itself once; a second failure is a person's matter.
    if (known === undefined || (act.repeatable && known.attempts < 2) || answeredSince(run, known))
      return "not-started";
    if (act.repeatable) {
      const taken = await afterFailure(run, act, known);
      return taken.choice === "retry" ? "not-started" : "asked";
    }
  }
  const taken = await askAbout(run, act, "effect-unknown", seen.facts, [
    retry,
    takeAsDone,
    ...(act.onUnknown ?? []),
    abort,
  ]);
  return taken.choice === "retry" && seen.state === "not-started" ? "not-started" : "asked";
}
