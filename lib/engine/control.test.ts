import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "#lib/domain/errors.ts";
import { answer, answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { target } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** A person asks for something as soon as the first log backup is being applied: both lanes are at work. */
function whenLanesWork(kind: "pause-requested" | "abort-requested") {
  let isAsked = false;
  bench.store.onAppend((e) => {
    if (isAsked || e.kind !== "act-intended" || !e.actId.startsWith("apply-log-backup:")) return;
    isAsked = true;
    queueMicrotask(() => void bench.says({ kind, person: "Giulia Ferri", reason: "wait" }));
  });
}

test("stops before the next act in both lanes when paused, and goes on when resumed", async () => {
  bench = await failoverBench();
  whenLanesWork("pause-requested");
  bench.start();
  await bench.until("paused", (all) => all.some((e) => e.kind === "paused"));
  await bench.pass(5_000);
  const intents = (await bench.events()).filter((e) => e.kind === "act-intended").length;
  await bench.pass(60_000);
  expect((await bench.events()).filter((e) => e.kind === "act-intended").length).toBe(intents);
  expect(await bench.store.run(bench.runId)).toMatchObject({ status: "paused" });
  await bench.says({ kind: "resumed", person: "Giulia Ferri", reason: "" });
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("says once that it is paused", async () => {
  bench = await failoverBench();
  whenLanesWork("pause-requested");
  bench.start();
  await bench.until("paused", (all) => all.some((e) => e.kind === "paused"));
  await bench.pass(10_000);
  expect((await bench.events()).filter((e) => e.kind === "paused")).toHaveLength(1);
});

test("ends as aborted and names the step it stood in", async () => {
  bench = await failoverBench();
  whenLanesWork("abort-requested");
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "aborted", detail: "apply-log-backups" });
  expect(bench.servers.databases.get(target)?.state).toBe("RESTORING");
});

test("ends as aborted when a person answers a question so", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort" }));
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "aborted", detail: "bring-online" });
  expect(bench.servers.databases.get(target)?.state).toBe("RESTORING");
});

test("is open to a person's word when one lane could not write its journal once", async () => {
  bench = await failoverBench();
  let left = 1;
  const { store } = bench;
  const failing: typeof store = {
    ...store,
    append: async (...args) => {
      const [, , body] = args;
      if (body.kind === "act-succeeded" && body.actId === "survey:1" && left-- > 0)
        throw new AppError("store-failed", "disk full");
      if (body.kind === "act-failed" && left-- === 0) throw new AppError("store-failed", "disk full");
      return store.append(...args);
    },
  };
  bench.start("console:1", { store: failing });
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("asks nothing about a read that was cut off by stopping the console", async () => {
  bench = await failoverBench();
  const engine = bench.start();
  await bench.until("the survey", (all) => all.some((e) => e.kind === "act-intended" && e.actId === "survey:1"));
  await engine.stop();
  const events = await bench.events();
  expect(events.filter((e) => e.kind === "decision-asked")).toEqual([]);
  expect(events.at(-1)).toMatchObject({ kind: "interrupted" });
});

test("asks one question again with its own answer each time", async () => {
  bench = await failoverBench(
    answering({ "gap-in-chain": () => null }),
    (servers) => void servers.share.delete("mgc_10.trn"),
  );
  bench.start();
  const first = await bench.asked("gap-in-chain");
  await answer(bench, first, "search-again");
  const second = await bench.asked("gap-in-chain", 2);
  expect(second.id).not.toBe(first.id);
});
