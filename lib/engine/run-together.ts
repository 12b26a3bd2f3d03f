import { isSettled } from "#lib/domain/run/run-state.ts";
import type { Act } from "#lib/domain/steps/step.ts";
import type { ActRun } from "./act-run.ts";
import { look } from "./look.ts";
import { sendAct } from "./perform-act.ts";

/** How many small acts of a lane are under way at most: enough for their flushes and round trips to overlap. */
const most = 16;

/**
 * Sends small acts, several at a time, each with its own look, intent and result, until `next` gives no more. When one of them does not
 * end as done none is begun any more: it stays for `runAct`, which takes such acts one by one and asks. @throws RunStop
 */
export async function runTogether(run: ActRun, next: () => Act | null): Promise<void> {
  let goesOn = true;
  const one = async () => {
    for (let act = next(); goesOn && act; act = goesOn ? next() : null) {
      const isDone = await bring(run, act).catch((e: unknown) => {
        goesOn = false;
        throw e;
      });
      goesOn &&= isDone;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: most }, one));
  const stopped = ends.find((end) => end.status === "rejected");
  if (stopped) throw stopped.reason;
}

/** Whether an act is done now; one that is not as if nobody had touched it is left alone. */
async function bring(run: ActRun, act: Act): Promise<boolean> {
  if ((await look(run, act, "before")).state !== "not-started") return false;
  await sendAct(run, act);
  return isSettled(run.journal.state(), act.id);
}
