import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { movesOf, statusOf } from "#lib/domain/run/status-of.ts";
import { runView } from "#lib/domain/run/view.ts";
import { answer, answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { target } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const view = async () => {
  const row = await bench.store.run(bench.runId);
  if (!row) throw new Error("no run");
  return runView(row, bench.plan, await bench.events());
};
const state = async () => foldRun(await bench.events());
const says = (kind: "pause-requested" | "resumed" | "abort-requested") =>
  bench.says({ kind, person: "Giulia Ferri", reason: "as agreed" });
const openKinds = async () => (await view()).decisions.map((d) => d.kind);
const isApply = (text: string) => text.includes("RESTORE LOG");

/** The first apply and the copy of log backup 11 are refused: both lanes ask. */
async function bothLanesAsk() {
  bench = await failoverBench(answering({ "act-failed": () => null }));
  let [applies, copies] = [1, 1];
  bench.servers.fate = (c) => {
    if (c.kind === "file" && c.parameters.file === "mgc_11.trn" && copies-- > 0) return "refused";
    return isApply(c.text) && applies-- > 0 ? "refused" : "arrives";
  };
  bench.start();
  await bench.asked("act-failed", 2);
}

test("shows the questions of both lanes, newest first, and goes on when each has its answer", async () => {
  await bothLanesAsk();
  const { decision, decisions, status } = await view();
  expect(new Set(decisions.map((d) => d.stepId))).toEqual(new Set(["copy-log-backups", "apply-log-backups"]));
  expect(decision).toEqual(decisions[0]);
  expect(status).toBe("waiting-for-decision");
  const [newer, older] = decisions;
  if (!newer || !older) throw new Error("two are open");
  await answer(bench, older, "retry");
  expect(await bench.store.run(bench.runId)).toMatchObject({ status: "waiting-for-decision" });
  await bench.pass(10_000);
  expect(await openKinds()).toEqual(["act-failed"]);
  await answer(bench, newer, "retry");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("stands still after the answer when a pause was asked for while a question was open", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": () => null }));
  bench.start();
  const decision = await bench.asked("point-of-no-return");
  await says("pause-requested");
  await bench.pass(2_000);
  expect(movesOf(await state())).toEqual(expect.arrayContaining(["decide", "resume", "abort"]));
  const attestations = bench.plan.opposite.map((instance) => ({
    instance,
    switchedOff: "power",
    confirmedBy: "Marco Conti",
    confirmedAt: bench.clock.now().toISOString(),
  }));
  await answer(bench, decision, "confirm", attestations);
  await bench.until("paused", (all) => all.some((e) => e.kind === "paused"));
  expect(await bench.store.run(bench.runId)).toMatchObject({ status: "paused" });
  const sent = bench.servers.sent.length;
  await bench.pass(60_000);
  expect(bench.servers.sent).toHaveLength(sent);
  await says("resumed");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("pauses the other lane while one lane's question is open, and says that both wait", async () => {
  bench = await failoverBench(answering({ "act-failed": () => null }));
  let copies = 1;
  bench.servers.fate = (c) =>
    c.kind === "file" && c.parameters.file === "mgc_10.trn" && copies-- > 0 ? "refused" : "arrives";
  let isAsked = false;
  bench.store.onAppend((e) => {
    if (isAsked || e.kind !== "decision-asked") return;
    isAsked = true;
    queueMicrotask(() => void says("pause-requested"));
  });
  bench.start();
  const decision = await bench.asked("act-failed");
  await bench.until("paused", (all) => all.some((e) => e.kind === "paused"));
  expect(statusOf(await state())).toBe("waiting-for-decision");
  await answer(bench, decision, "retry");
  await bench.pass(20_000);
  expect(await bench.store.run(bench.runId)).toMatchObject({ status: "paused" });
  await says("resumed");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("ends when told so while it is paused", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === "survey:1") queueMicrotask(() => void says("pause-requested"));
  });
  bench.start();
  await bench.until("paused", (all) => all.some((e) => e.kind === "paused"));
  await says("abort-requested");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "aborted" });
  expect(bench.servers.databases.get(target)?.state).toBe("RESTORING");
});

test("ends when told so while one lane waits for the other, whose question is open", async () => {
  bench = await failoverBench(answering({ "gap-in-chain": () => null }), (s) => void s.share.delete("mgc_10.trn"));
  bench.start();
  await bench.asked("gap-in-chain");
  await bench.pass(5_000);
  const sent = bench.servers.sent.length;
  await says("abort-requested");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "aborted" });
  expect(bench.servers.sent).toHaveLength(sent);
});
