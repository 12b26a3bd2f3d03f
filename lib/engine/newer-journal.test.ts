import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { movesOf } from "#lib/domain/run/status-of.ts";
import { runView } from "#lib/domain/run/view.ts";
import { type Bench, careful, failoverBench } from "./testing/engine-bench.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** The store as it looks to this console after a newer one wrote the run's last event. */
const fromTomorrow = () => ({
  ...bench.store,
  events: async (...args: Parameters<Bench["store"]["events"]>) =>
    (await bench.store.events(...args)).map((e) => ({ ...e, v: 2 })),
});

test("sends nothing and writes nothing for a run whose journal a newer console wrote, and says so once", async () => {
  bench = await failoverBench(careful);
  const log = vi.fn();
  bench.start("console:1", { store: fromTomorrow(), deps: { log } });
  await bench.pass(120_000);
  expect(bench.servers.sent).toEqual([]);
  expect(await bench.events()).toHaveLength(1);
  expect(log.mock.calls.filter(([message]) => String(message).includes("newer console"))).toHaveLength(1);
});

test("shows such a run without any move, and with its format", async () => {
  bench = await failoverBench(careful);
  const events = await fromTomorrow().events(bench.runId);
  const row = await bench.store.run(bench.runId);
  if (!row) throw new Error("no run");
  expect(runView(row, bench.plan, events)).toMatchObject({ moves: [], newerVersion: 2 });
  expect(movesOf(foldRun(await bench.events()))).not.toEqual([]);
});
