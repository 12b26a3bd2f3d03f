import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { Decision } from "#lib/domain/run/journal.ts";
import { answer, answering, type Bench, failoverBench, recovery, sentTexts } from "./testing/engine-bench.ts";
import { home, target } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const giulia = { person: "Giulia Ferri", personId: "1" };
const paolo = { person: "Paolo Riva", personId: "2" };

/** Home came back writable after the plan: rule 1 asks. */
async function asked(): Promise<Decision> {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm" }));
  bench.servers.reach.set(home[0], "up");
  bench.start();
  return bench.asked("home-still-answers");
}

const propose = (d: Decision, by = giulia) =>
  bench.says({ kind: "override-proposed", decisionId: d.id, reason: "users first", ...by });
const confirm = (d: Decision, by = paolo) =>
  bench.says({ kind: "override-confirmed", decisionId: d.id, reason: "agreed", ...by });
const isOnline = () => bench.servers.databases.get(target)?.state === "ONLINE";

test("offers an override that needs a reason and a second person", async () => {
  const decision = await asked();
  expect(decision.choices.find((c) => c.id === "override")?.needs).toEqual(["reason", "second-person"]);
});

test("waits while one person alone proposes", async () => {
  await propose(await asked());
  await bench.pass(60_000);
  expect(sentTexts(bench.servers)).not.toContain(recovery);
  expect(foldRun(await bench.events()).open).toHaveLength(1);
});

test("does not count the proposer's own confirmation", async () => {
  const decision = await asked();
  await propose(decision);
  await confirm(decision, giulia);
  await bench.pass(60_000);
  expect(isOnline()).toBe(false);
});

test("does not count a confirmation that nobody proposed", async () => {
  await confirm(await asked());
  await bench.pass(60_000);
  expect(isOnline()).toBe(false);
});

test("stays asked when the second person refuses, and may be proposed again", async () => {
  const decision = await asked();
  await propose(decision);
  await bench.says({ kind: "override-refused", decisionId: decision.id, reason: "no", ...paolo });
  await bench.pass(60_000);
  expect(isOnline()).toBe(false);
  await propose(decision);
  await confirm(decision);
  await bench.until("the copy is online", isOnline);
});

test("goes on once when two persons let it, and keeps both names, reason and times", async () => {
  const decision = await asked();
  await propose(decision);
  await confirm(decision);
  await bench.until("the copy is online", isOnline);
  const events = await bench.events();
  expect(events.filter((e) => e.kind === "override-used")).toHaveLength(1);
  const taken = foldRun(events).taken.find((t) => t.choice === "override");
  expect(taken?.override).toMatchObject({
    proposedBy: "Giulia Ferri",
    answeredBy: "Paolo Riva",
    reason: "users first",
    answer: "agreed",
  });
  expect(taken?.override?.answeredAt).toBeTruthy();
});

test("asks anew when the opposite side is not as it was confirmed", async () => {
  const decision = await asked();
  await propose(decision);
  bench.servers.reach.set(home[0], "refuses-login");
  await confirm(decision);
  const second = await bench.asked("home-still-answers", 2);
  expect(second.id).not.toBe(decision.id);
  expect(isOnline()).toBe(false);
});

test("asks anew when the confirmation is older than 15 minutes", async () => {
  const decision = await asked();
  await propose(decision);
  await bench.says({ kind: "pause-requested", person: "Giulia Ferri", reason: "" });
  await confirm(decision);
  await bench.until("paused", (all) => all.some((e) => e.kind === "paused"));
  await bench.pass(15 * 60_000 + 5_000);
  await bench.says({ kind: "resumed", person: "Giulia Ferri", reason: "" });
  await bench.asked("home-still-answers", 2);
  expect(isOnline()).toBe(false);
});

test("is used up by one attempt: a refused command asks for two persons again", async () => {
  const decision = await asked();
  bench.servers.fate = (c) => (c.text === recovery ? "refused" : "arrives");
  await propose(decision);
  await confirm(decision);
  const failed = await bench.asked("act-failed");
  bench.servers.fate = () => "arrives";
  await answer(bench, failed, "retry");
  await bench.asked("home-still-answers", 2);
  expect(isOnline()).toBe(false);
});
