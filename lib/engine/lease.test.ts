import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import { consoleProcess } from "./testing/console-process.ts";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { pool } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const waiting = answering({ "point-of-no-return": () => null });
const note: RunEventBody = { kind: "interrupted", detail: "from a stale runner" };

test("refuses what a runner with a stale token appends", async () => {
  bench = await failoverBench();
  const old = await bench.store.takeLease(pool.fqdn, "console:0", null);
  const seen = await bench.store.lease(pool.fqdn);
  await bench.store.takeLease(pool.fqdn, "console:1", seen);
  await expect(bench.store.append(bench.runId, old, note)).rejects.toMatchObject({ code: "conflict" });
});

test("does nothing in a second console while the first one raises its counter", async () => {
  bench = await failoverBench(waiting);
  bench.start("console:1");
  await bench.asked("point-of-no-return");
  bench.start("console:2");
  await bench.pass(300_000);
  expect((await bench.events()).flatMap((e) => (e.kind === "runner-took" ? [e.holder] : []))).toEqual(["console:1"]);
});

test("takes over once the counter stood still for as long as agreed, not before", async () => {
  bench = await failoverBench(waiting);
  const first = consoleProcess(bench);
  bench.start("console:1", first);
  await bench.asked("point-of-no-return");
  bench.start("console:2");
  await bench.pass(10_000);
  first.kill();
  const diedAt = bench.clock.monotonicMs();
  await bench.pass(24_000);
  expect((await bench.store.lease(pool.fqdn))?.holder).toBe("console:1");
  await bench.until("taken over", (all) => all.filter((e) => e.kind === "runner-took").length === 2);
  expect(bench.clock.monotonicMs() - diedAt).toBeLessThan(32_000);
});

test("takes the lease at once when it was given back", async () => {
  bench = await failoverBench(waiting);
  const first = bench.start("console:1");
  await bench.asked("point-of-no-return");
  await first.stop();
  const since = bench.clock.monotonicMs();
  bench.start("console:2");
  await bench.until("taken", (all) => all.filter((e) => e.kind === "runner-took").length === 2);
  expect(bench.clock.monotonicMs() - since).toBeLessThan(2_000);
});

test("sends nothing while the counter could not be raised for as long as agreed", async () => {
  bench = await failoverBench(waiting);
  let isStuck = false;
  const { store } = bench;
  bench.start("console:1", {
    store: { ...store, raiseLease: (...args) => (isStuck ? new Promise(() => undefined) : store.raiseLease(...args)) },
  });
  const decision = await bench.asked("point-of-no-return");
  isStuck = true;
  await bench.pass(21_000);
  await bench.says({
    kind: "decision-taken",
    decisionId: decision.id,
    choice: "confirm",
    person: "Giulia Ferri",
    reason: "",
    attestations: [],
  });
  const { length } = await bench.events();
  const sent = bench.servers.sent.length;
  await bench.pass(120_000);
  expect(bench.servers.sent).toHaveLength(sent);
  expect(await bench.events()).toHaveLength(length);
});

test("does not send what it intended when writing the intent took longer than the lease is good for", async () => {
  bench = await failoverBench();
  const { store, clock } = bench;
  let isStuck = false;
  const slow: typeof store = {
    ...store,
    raiseLease: (...args) => (isStuck ? new Promise(() => undefined) : store.raiseLease(...args)),
    append: async (...args) => {
      const event = await store.append(...args);
      if (args[2].kind !== "act-intended" || args[2].actId !== "set-pool-state") return event;
      isStuck = true;
      await clock.sleep(20_000);
      return event;
    },
  };
  bench.start("console:1", { store: slow });
  await bench.until("the intent", (all) => all.some((e) => e.kind === "act-intended" && e.actId === "set-pool-state"));
  await bench.pass(25_000);
  expect(bench.servers.poolState).toBe("Normal");
});
