import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { home, homeServer, logBackup, target } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const waiting = answering({ "point-of-no-return": () => null });

test("shows before the point of no return how far the copy's log reaches, which files stayed out, and that nobody knows the loss", async () => {
  bench = await failoverBench(waiting, ({ share }) => {
    share.set("mgc_99.trn", { ...logBackup(99), name: "mgc_99.wrk", sizeBytes: 0n });
  });
  bench.start();
  const { facts, choices } = await bench.asked("point-of-no-return");
  const last = bench.servers.applied.at(-1) ?? "";
  expect(facts).toMatchObject({
    runs: "RESTORE DATABASE [mgc] WITH RECOVERY",
    instance: target,
    applied: String(bench.servers.applied.length),
    "complete-up-to": last,
    finished: "2026-11-21T09:00:01",
    "not-applied": "1 · mgc_99.wrk",
    [`opposite:${home[0]}`]: "to be proven or attested",
  });
  expect(facts.lsn).toBe(bench.servers.databases.get(target)?.redo);
  expect(choices.find((choice) => choice.id === "confirm")).toMatchObject({ dataLoss: "unknown", undo: "no" });
});

test("says that nothing is lost where home was fenced, whose tail is the last that was applied", async () => {
  bench = await failoverBench(waiting, (servers) => {
    for (const name of home) servers.reach.set(name, "up");
    servers.services.set(homeServer, "Running");
  });
  bench.start();
  const { facts, choices } = await bench.asked("point-of-no-return");
  expect(facts).toMatchObject({ "complete-up-to": "mgc_tail_plan-1.trn", "not-applied": "0" });
  expect(choices.find((choice) => choice.id === "confirm")).toMatchObject({ dataLoss: "nothing" });
});
