import type { RunState } from "#lib/domain/run/run-state.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ActRun } from "./act-run.ts";
import { look } from "./look.ts";
import { sendAct } from "./perform-act.ts";

/** How many small acts of a lane are under way at most: enough for their flushes and round trips to overlap. */
const most = 8;

/** The small acts from `index` on that nothing is known of yet and that may be sent at the same time, at most eight. Pure. */
export function smallOnes(run: RunState, acts: readonly Act[], index: number): readonly Act[] {
  const next = acts.slice(index, index + most);
  const end = next.findIndex((act) => !act.isSmall || run.acts.has(act.id));
  return end < 0 ? next : next.slice(0, end);
}

/**
 * Looks at several small acts and sends those that are not done, each with its own intent and result. Whatever else there is, a failure,
 * an unknown effect, one found done, stays for `runAct`, which takes them one by one and asks. @throws RunStop
 */
export async function runTogether(run: ActRun, acts: readonly Act[]): Promise<void> {
  const ends = await Promise.allSettled(
    acts.map(async (act) => {
      if ((await look(run, act, "before")).state === "not-started") await sendAct(run, act);
    }),
  );
  const stopped = ends.find((end) => end.status === "rejected");
  if (stopped) throw stopped.reason;
}
