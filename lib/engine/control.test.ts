import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "#lib/domain/errors.ts";
import type { HoldAt } from "#lib/domain/run/journal-control.ts";
import { answer, answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { target } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** A person asks for something as soon as the first log backup is being applied: both lanes are at work. */
function whenLanesWork(kind: "pause-requested" | "abort-requested", holdAt: HoldAt = "act") {
  let isAsked = false;
  bench.store.onAppend((e) => {
    if (isAsked || e.kind !== "act-intended" || !e.actId.startsWith("apply-log-backup:")) return;
    isAsked = true;
    const said = { person: "Giulia Ferri", reason: "wait" };
    queueMicrotask(() => void bench.says(kind === "pause-requested" ? { kind, ...said, holdAt } : { kind, ...said }));
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

test("finishes both lanes of a stage before it stands still, when asked to pause after the stage", async () => {
  bench = await failoverBench();
  whenLanesWork("pause-requested", "stage");
  bench.start();
  await bench.until("paused", (all) => all.some((e) => e.kind === "paused"));
  const before = await bench.events();
  const finished = before.filter((e) => e.kind === "step-finished").map((e) => e.stepId);
  expect(finished).toEqual(expect.arrayContaining(["copy-log-backups", "apply-log-backups"]));
  expect(before.some((e) => e.kind === "step-entered" && e.stepId === "bring-online")).toBe(false);
  await bench.pass(60_000);
  expect((await bench.events()).length).toBe(before.length);
  await bench.says({ kind: "resumed", person: "Giulia Ferri", reason: "" });
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("does not stand still at all when the pause is taken back before the stage is over", async () => {
  bench = await failoverBench();
  whenLanesWork("pause-requested", "stage");
  bench.store.onAppend((e) => {
    if (e.kind === "pause-requested")
      queueMicrotask(() => void bench.says({ kind: "resumed", person: "Giulia Ferri", reason: "" }));
  });
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(events.filter((e) => e.kind === "paused")).toEqual([]);
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
