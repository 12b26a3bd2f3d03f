import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runView } from "#lib/domain/run/view.ts";
import { changeOf } from "#lib/domain/views/run-change.ts";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { withMessage } from "#lib/domain/views/with-message.ts";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** Every view of a whole failover with a refusal and a question in it, event by event. */
async function views(): Promise<readonly RunView[]> {
  bench = await failoverBench(answering({ "act-failed": "skip" }));
  bench.servers.fate = (command) => (command.text === "Install-CsMirrorDatabase" ? "refused" : "arrives");
  bench.start();
  const events = await bench.ends();
  const row = await bench.store.run(bench.runId);
  if (!row) throw new Error("no run");
  const ofEvents = (count: number) => runView(row, bench.plan, events.slice(0, count));
  return events.map((_, i) => ({ ...ofEvents(i + 1), expectedSeconds: null, nextByHand: null }));
}
const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const first = ([view]: readonly RunView[]) => {
  if (view === undefined) throw new Error("no view");
  return view;
};

test.each([1, 7])(
  "a page that hears every change, %i events at a time, has the run as it is, each line once",
  async (by) => {
    const all = await views();
    let page = overTheWire(first(all));
    let told = first(all);
    for (const next of all.filter((_, i) => i % by === 0)) {
      const heard = withMessage(page, overTheWire({ change: changeOf(told, next) }));
      expect(heard).toEqual(overTheWire(next));
      [page, told] = [heard ?? page, next];
    }
    expect(page.output.map((line) => line.nth)).toEqual(page.output.map((_, i) => i));
  },
);

test("a change after one that was not heard is refused, and all of it sets the page right", async () => {
  const [one, two, three] = (await views()).slice(-3);
  if (!one || !two || !three) throw new Error("too few events");
  expect(withMessage(one, { change: changeOf(two, three) })).toBeNull();
  const rest = { ...three, output: three.output.filter((line) => line.nth >= one.outputCount) };
  expect(withMessage(one, { run: rest })).toEqual(three);
});

test("what did not change stays the same object, so that it is not drawn again", async () => {
  const all = await views();
  const [before, after] = [all.at(-2), all.at(-1)];
  if (!before || !after) throw new Error("too few events");
  const heard = withMessage(before, overTheWire({ change: changeOf(before, after) }));
  expect(heard?.steps.filter((step, i) => step === before.steps[i])).not.toEqual([]);
});
