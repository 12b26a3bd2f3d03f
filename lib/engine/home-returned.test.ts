import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { consoleProcess } from "./testing/console-process.ts";
import { answer, answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { backupJob, home, homeServer, target } from "./testing/fake-pool.ts";
import { writableCopies } from "./testing/fake-sql.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** Power is back: both instances answer, the principal takes writes, its chat service runs. */
function powerBack() {
  for (const name of home) bench.servers.reach.set(name, "up");
  bench.servers.services.set(homeServer, "Running");
}

/** Home comes back right after this act of the run succeeded. */
async function returningAfter(actId: string, answers: Parameters<typeof answering>[0] = {}) {
  bench = await failoverBench(answering(answers));
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === actId) powerBack();
  });
}

const asked = (events: readonly RunEvent[]) =>
  events.flatMap((e) => (e.kind === "decision-asked" ? [`${e.decision.kind} at ${e.decision.stepId}`] : []));
const homeCopy = () => bench.servers.databases.get(home[0]);

test("stops before step 4 when home comes back there, and ending the run leaves home serving and nothing lost", async () => {
  await returningAfter("final-survey:1", { "home-still-answers": "abort" });
  bench.start();
  const events = await bench.ends();
  expect(asked(events)).toContain("home-still-answers at bring-online");
  expect(events.at(-1)).toMatchObject({ outcome: "aborted" });
  expect(writableCopies(bench.servers)).toEqual([home[0]]);
});

test("asks between 4 and 5, fences home and goes on: services, job, mirroring, READ_ONLY", async () => {
  await returningAfter("bring-online", { "home-returned": "fence-home-now" });
  bench.start();
  const events = await bench.ends();
  expect(asked(events)).toEqual(["point-of-no-return at bring-online", "home-returned at set-pool-state"]);
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(homeCopy()).toMatchObject({ state: "ONLINE", readOnly: true, role: null });
  expect(bench.servers.services.get(homeServer)).toBe("Stopped");
  expect(bench.servers.jobs.get(backupJob)?.enabled).toBe(0);
  expect(writableCopies(bench.servers)).toEqual([target]);
  expect(bench.servers.poolState).toBe("FailedOver");
});

test("sends only what the plan shows, also to fence a home that came back", async () => {
  await returningAfter("bring-online", { "home-returned": "fence-home-now" });
  bench.start();
  expect(strangeCommands(await bench.ends(), bench.plan)).toEqual([]);
});

test("stays at home between 4 and 5 when a person says so: the other copy takes no writes, the state stays Normal", async () => {
  await returningAfter("bring-online", { "home-returned": "stay-home" });
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "aborted" });
  expect(writableCopies(bench.servers)).toEqual([home[0]]);
  expect(bench.servers.databases.get(target)).toMatchObject({ state: "ONLINE", readOnly: true });
  expect(bench.servers.poolState).toBe("Normal");
  expect(strangeCommands(events, bench.plan)).toEqual([]);
});

test.each([
  ["set-pool-state", "set-active-servers"],
  ["set-active-servers", "verify"],
])("asks after %s, in %s, and offers no way to stay at home there", async (actId, stepId) => {
  await returningAfter(actId);
  bench.start();
  const decision = await bench.asked("home-returned");
  expect(decision.stepId).toBe(stepId);
  expect(decision.choices.map((c) => c.id)).toEqual(["fence-home-now", "look-again", "go-on", "abort"]);
  await answer(bench, decision, "fence-home-now");
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(writableCopies(bench.servers)).toEqual([target]);
});

test("looks again when a person has fenced home by hand, and asks anew while it is not fenced", async () => {
  await returningAfter("bring-online");
  bench.start();
  await answer(bench, await bench.asked("home-returned"), "look-again");
  const second = await bench.asked("home-returned", 2);
  Object.assign(homeCopy() ?? {}, { state: "OFFLINE", role: null });
  await answer(bench, second, "look-again");
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("asks also about a home that answers without saying what its mgc is", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === "bring-online") bench.servers.reach.set(home[0], "refuses-login");
  });
  bench.start();
  const decision = await bench.asked("home-returned");
  expect(decision.facts[home[0]]).toMatch(/^answers-unproven/);
});

test("asks nothing about a home that came back unable to take messages", async () => {
  await returningAfter("bring-online");
  Object.assign(homeCopy() ?? {}, { state: "RECOVERY_PENDING" });
  bench.start();
  const events = await bench.ends();
  expect(asked(events)).toEqual(["point-of-no-return at bring-online"]);
});

test("looks anew after the console died between 4 and 5 and home came back meanwhile", async () => {
  bench = await failoverBench();
  const first = consoleProcess(bench);
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === "look-returned:set-pool-state:1") first.kill();
  });
  bench.start("console:1", { store: first.store, ports: first.ports, isDead: first.isDead });
  await bench.until("the console died", () => first.isDead());
  powerBack();
  bench.start("console:2");
  expect((await bench.asked("home-returned")).stepId).toBe("set-pool-state");
  expect(bench.servers.poolState).toBe("Normal");
});

test("does not ask again where two persons have let the run past a home that takes writes", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm", "check-failed": "go-on" }));
  bench.servers.reach.set(home[0], "up");
  bench.start();
  const { id: decisionId } = await bench.asked("home-still-answers");
  await bench.says({ kind: "override-proposed", decisionId, reason: "r", person: "Giulia", personId: "1" });
  await bench.says({ kind: "override-confirmed", decisionId, reason: "r", person: "Paolo", personId: "2" });
  const events = await bench.ends();
  expect(asked(events).join()).not.toContain("home-returned");
});
