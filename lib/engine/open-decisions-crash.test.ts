import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { runView } from "#lib/domain/run/view.ts";
import { consoleProcess } from "./testing/console-process.ts";
import { answer, answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { logBackup, target } from "./testing/fake-pool.ts";

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
const openKinds = async () => (await view()).decisions.map((d) => d.kind);

test("asks first whether to resume, then what was open, when the console died with a question open", async () => {
  bench = await failoverBench(
    answering({ "gap-in-chain": () => null, "resume-after-interruption": () => null }),
    (s) => void s.share.delete("mgc_10.trn"),
  );
  const dying = consoleProcess(bench);
  bench.start("console:1", dying);
  const gap = await bench.asked("gap-in-chain");
  dying.kill();
  bench.start("console:2");
  const resume = await bench.asked("resume-after-interruption");
  expect(await openKinds()).toEqual(["resume-after-interruption", "gap-in-chain"]);
  bench.servers.share.set("mgc_10.trn", logBackup(10));
  await answer(bench, resume, "resume");
  await bench.pass(30_000);
  expect(await openKinds()).toEqual(["gap-in-chain"]);
  await answer(bench, gap, "search-again");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect((await bench.events()).filter((e) => e.kind === "decision-asked" && e.decision.id === gap.id)).toHaveLength(1);
});

test("does not settle behind a person's back what it had asked about before the console died", async () => {
  bench = await failoverBench(answering({ "effect-unknown": () => null, "resume-after-interruption": () => null }));
  let left = 1;
  bench.servers.fate = (c) => (c.text.startsWith("RESTORE DATABASE") && left-- > 0 ? "lost-before" : "arrives");
  const dying = consoleProcess(bench);
  bench.start("console:1", dying);
  const unknown = await bench.asked("effect-unknown");
  dying.kill();
  bench.start("console:2");
  const resume = await bench.asked("resume-after-interruption");
  expect(resume.facts).toEqual({ "bring-online": "asked" });
  await answer(bench, resume, "resume");
  await bench.pass(30_000);
  expect(await openKinds()).toEqual(["effect-unknown"]);
  await answer(bench, unknown, "retry");
  await bench.ends();
  expect(bench.servers.sent.filter((c) => c.text.startsWith("RESTORE DATABASE"))).toHaveLength(2);
  expect(
    (await bench.events()).filter((e) => e.kind === "decision-asked" && e.decision.kind === "effect-unknown"),
  ).toHaveLength(1);
});

test("shows an act in which the console died as not known, not as running, while it asks whether it took effect", async () => {
  bench = await failoverBench(answering({ "act-failed": "retry", "effect-unknown": () => null }));
  let left = 1;
  bench.servers.fate = (c) => (c.text.startsWith("RESTORE DATABASE") && left-- > 0 ? "refused" : "arrives");
  const dying = consoleProcess(bench);
  bench.store.onAppend((e) => {
    if (e.kind === "act-intended" && e.actId === "bring-online" && e.attempt === 2) dying.kill();
  });
  bench.start("console:1", dying);
  await bench.until("death", () => dying.isDead());
  bench.start("console:2");
  await bench.asked("effect-unknown");
  const acts = (await view()).steps.flatMap((step) => step.acts);
  expect(acts.find((act) => act.id === "bring-online")).toMatchObject({ status: "unknown", attempts: 2 });
});

test("leaves what it had asked to the person also when the effect has shown itself while the console was dead", async () => {
  bench = await failoverBench(answering({ "effect-unknown": () => null }));
  let left = 1;
  bench.servers.fate = (c) => (c.text.startsWith("RESTORE DATABASE") && left-- > 0 ? "lost-before" : "arrives");
  const dying = consoleProcess(bench);
  bench.start("console:1", dying);
  const unknown = await bench.asked("effect-unknown");
  dying.kill();
  Object.assign(bench.servers.databases.get(target) ?? {}, { state: "ONLINE", redo: null });
  bench.start("console:2");
  await bench.asked("resume-after-interruption");
  await bench.pass(30_000);
  expect(await openKinds()).toEqual(["effect-unknown"]);
  await answer(bench, unknown, "retry");
  const events = await bench.ends();
  expect(bench.servers.sent.filter((c) => c.text.startsWith("RESTORE DATABASE"))).toHaveLength(1);
  expect(foldRun(events.slice(0, -1)).open).toEqual([]);
});

test("asks a check's question again as it was when the console died with it open, and lets a person go on", async () => {
  bench = await failoverBench(answering({ "check-failed": () => null }));
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === "create-mirror") {
      const db = bench.servers.databases.get(target);
      if (db) db.mirroring = "SUSPENDED";
    }
  });
  const dying = consoleProcess(bench);
  bench.start("console:1", dying);
  const failed = await bench.asked("check-failed");
  dying.kill();
  bench.start("console:2");
  await bench.asked("resume-after-interruption");
  await bench.pass(10_000);
  await answer(bench, failed, "go-on");
  await bench.until("the next step", (all) => all.some((e) => e.kind === "step-entered" && e.stepId === "verify"));
  expect((await bench.events()).filter((e) => e.kind === "decision-asked" && e.decision.id === failed.id)).toHaveLength(
    1,
  );
});

test("ends the wait for an answer in one lane when the other lane broke, and loses nothing", async () => {
  bench = await failoverBench(answering({ "act-failed": () => null }));
  let [copies, breaks] = [1, 1];
  bench.servers.fate = (c) =>
    c.kind === "file" && c.parameters.file === "mgc_11.trn" && copies-- > 0 ? "refused" : "arrives";
  const { store } = bench;
  bench.start("console:1", {
    store: {
      ...store,
      events: async (...args) => {
        const all = await store.events(...args);
        if (all.some((e) => e.kind === "decision-asked") && breaks-- > 0) throw new Error("cut");
        return all;
      },
    },
  });
  await bench.asked("resume-after-interruption");
  const failed = (await view()).decisions.find((d) => d.kind === "act-failed");
  if (!failed) throw new Error("the question is gone");
  await answer(bench, failed, "retry");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});
