import { z } from "zod";
import { changeOf, type RunMessage } from "#lib/domain/views/run-change.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { makePace } from "./make-pace.ts";
import type { WebRuntime } from "./runtime-type.ts";

/** Events of a run that come closer together are told as one change. */
const runEveryMs = 25;
const look = z.object({
  stepId: z.string(),
  actId: z.string(),
  at: z.string(),
  facts: z.record(z.string(), z.string()),
});
const runData = z.object({ runId: z.string(), number: z.number().int(), look: look.optional() });
const place = z.string().regex(/^\d{1,9}:\d{1,9}$/);

/** How far a page has a run: the journal's number and how many lines of its output. */
export type Have = { readonly number: number; readonly lines: number };

/** The place that a page names, "<number>:<lines>"; the beginning where it names none. */
export function haveOf(text: string | null): Have {
  const [number, lines] = place.safeParse(text).success ? (text ?? "").split(":").map(Number) : [];
  return { number: number ?? 0, lines: lines ?? 0 };
}

/**
 * Tells a page a run: first all of it, unless the page has it as it is, then each change, once it is in the journal. The id of each is
 * "<runId>:<number>:<lines>", from which a page that was away goes on. A page that is slow to take what there is gets larger changes, not more.
 */
export function tellRun(
  options: {
    readonly runtime: Pick<WebRuntime, "run" | "subscribe">;
    readonly say: <T>(value: T) => T;
    readonly have: Have;
  },
  to: { runId: string; send: (text: string) => void; isTaken: () => boolean; signal: AbortSignal },
): void {
  const { runtime, have, say } = options;
  let told: RunView | null = null;
  let [newest, askedFor] = [0, 0];
  const send = (message: RunMessage, { lastEvent, outputCount }: RunView) =>
    to.send(
      `event: run\nid: ${to.runId}:${lastEvent}:${outputCount}\ndata: ${JSON.stringify({ runId: to.runId, ...say(message) })}`,
    );
  const read = async () => {
    const run = await runtime.run(to.runId);
    if (run === null || to.signal.aborted) return;
    const before = told;
    told = run;
    // It was read for another page, too, and begun before the newest event: the next reading begins after it.
    if (run.lastEvent < newest && askedFor < newest) {
      askedFor = newest;
      ask();
    }
    if (before !== null) {
      if (before.lastEvent < run.lastEvent) send({ change: changeOf(before, run) }, run);
    } else if (have.number !== run.lastEvent || have.lines !== run.outputCount) {
      send({ run: { ...run, output: run.output.filter((line) => line.nth >= have.lines) } }, run);
    }
  };
  const ask = makePace({ work: read, everyMs: runEveryMs, isReady: to.isTaken, signal: to.signal });
  const off = runtime.subscribe(`run:${to.runId}`, (data) => {
    const parsed = runData.safeParse(data);
    if (!parsed.success) return;
    // Where an act stands between two events: not kept, so it has no id.
    const { number, look } = parsed.data;
    if (look) to.send(`event: look\ndata: ${JSON.stringify({ runId: to.runId, ...say(look) })}`);
    newest = Math.max(newest, number);
    if (number > 0) ask();
  });
  to.signal.addEventListener("abort", off, { once: true });
  ask();
}
