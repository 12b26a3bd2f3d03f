import { expect, test } from "vitest";
import type { RunEvent, RunEventBody } from "#lib/domain/run/journal.ts";
import type { RunRow } from "#lib/domain/store-port.ts";
import { fakeClock } from "#lib/watch/testing/fake-clock.ts";
import { fakePorts, healthyServers, healthyShell, testPool } from "./fakes.ts";
import { makeSweep } from "./sweep.ts";
import { fakeStore } from "./testing/fake-store.ts";

/** What the watch recorded; alerts of the named checks are in the same stream. */
const returnsIn = (store: ReturnType<typeof fakeStore>) =>
  store.recorded.filter(({ kind }) => kind === "home-returned");

type Part = "started" | "recovered" | "switched";
const startedAt = "2026-11-21T10:00:20.000Z";

/** A pool in which home falls silent, and a failover whose journal may be written further. */
function setUp() {
  const clock = fakeClock();
  const servers = healthyServers();
  const shell = healthyShell();
  const store = fakeStore();
  const ports = fakePorts(clock, servers, shell);
  const make = () => makeSweep({ pool: testPool, ports, store, publish: () => undefined });
  const home = (fault: "none" | "unreachable") => {
    for (const name of ["h1", "h2"]) if (servers[name]) servers[name].fault = fault;
  };
  const add = (runId: string, body: RunEventBody) => {
    const events = store.journals[runId] ?? [];
    store.journals[runId] = [...events, { ...body, v: 1, runId, number: events.length + 1, at: startedAt } as RunEvent];
  };
  const run = (id: string, over: Partial<RunRow> = {}) => {
    const row: RunRow = {
      id,
      label: `R-${id}`,
      poolFqdn: testPool.fqdn,
      procedure: "failover",
      planId: id,
      status: "running",
      reason: "r",
      startedBy: "p",
      startedAt,
      finishedAt: null,
      lossFewest: null,
      lossMost: null,
      ...over,
    };
    store.history = [row, ...store.history.filter((r) => r.id !== id)];
  };
  const act = (runId: string, actId: string) => {
    add(runId, { kind: "act-intended", stepId: actId, actId, attempt: 1, command: null });
    add(runId, { kind: "act-succeeded", stepId: actId, actId, result: null, sessionId: null, serverUtc: null });
  };
  const failover = (upTo: Part, over: Partial<RunRow> = {}) => {
    run("1", over);
    if (upTo === "started") return;
    act("1", "bring-online");
    if (servers.o1) servers.o1.state = { ...servers.o1.state, stateDesc: "ONLINE" };
    if (upTo === "switched") act("1", "set-pool-state");
  };
  return { clock, servers, shell, store, home, run, act, failover, make };
}

/** Home silent, the failover as far as told, home still silent for a while. */
async function lost(upTo: Part, over: Partial<RunRow> = {}) {
  const at = setUp();
  const sweep = at.make();
  sweep.start();
  await at.clock.advance(10_000);
  at.home("unreachable");
  await at.clock.advance(10_000);
  at.failover(upTo, over);
  await at.clock.advance(10_000);
  return { ...at, sweep };
}

test("raises nothing while home is silent", async () => {
  const { sweep, store } = await lost("switched", { status: "succeeded" });
  expect(sweep.current()?.homeReturn).toBeNull();
  expect(returnsIn(store)).toEqual([]);
  await sweep.stop();
});

test("raises the alarm within one sweep of the first answer, and records once what answered and what its mgc is", async () => {
  const { sweep, store, clock, home, servers } = await lost("switched", { status: "succeeded" });
  if (servers.o1) servers.o1.state = { ...servers.o1.state, stateDesc: "OFFLINE" };
  home("none");
  await clock.advance(6_000);
  const view = sweep.current();
  expect(view?.homeReturn).toMatchObject({ stage: "after-switch", runLabel: "R-1", isFenced: false, isRunning: false });
  expect(view?.homeReturn?.answers.map((a) => [a.name, a.state, a.canWrite])).toEqual([
    ["h1", "mgc is ONLINE, principal", true],
    ["h2", "mgc is RESTORING, mirror", false],
  ]);
  expect(view?.verdict.kind).toBe("split-brain-possible");
  await clock.advance(60_000);
  expect(returnsIn(store).map((e) => [e.stream, e.kind, e.data.name])).toEqual([
    [`pool:${testPool.fqdn}`, "home-returned", "h2"],
    [`pool:${testPool.fqdn}`, "home-returned", "h1"],
  ]);
  await sweep.stop();
});

test.each([
  ["started", "before-recovery"],
  ["recovered", "between"],
  ["switched", "after-switch"],
] as const)("says how far the failover was (%s) when home came back in the middle of it", async (upTo, stage) => {
  const { sweep, clock, home } = await lost(upTo);
  home("none");
  await clock.advance(6_000);
  expect(sweep.current()?.homeReturn).toMatchObject({ stage, isRunning: true });
  await sweep.stop();
});

test("calls home fenced once nothing there takes messages, and records when it takes them again", async () => {
  const { sweep, clock, home, servers, store } = await lost("switched", { status: "succeeded" });
  if (servers.h1) servers.h1.state = { ...servers.h1.state, isReadOnly: true };
  home("none");
  await clock.advance(6_000);
  expect(sweep.current()?.homeReturn?.isFenced).toBe(true);
  expect(sweep.current()?.verdict.reasons.at(-1)?.key).toBe("home-returned-fenced");
  if (servers.h1) servers.h1.state = { ...servers.h1.state, isReadOnly: false };
  await clock.advance(6_000);
  expect(sweep.current()?.homeReturn?.isFenced).toBe(false);
  expect(
    returnsIn(store)
      .filter((e) => e.data.name === "h1")
      .map((e) => e.data.canWrite),
  ).toEqual([true, false]);
  await sweep.stop();
});

test("records nothing twice when the console starts again, and keeps the time of the first answer", async () => {
  const { sweep, clock, home, store, make } = await lost("switched", { status: "succeeded" });
  home("none");
  await clock.advance(6_000);
  const first = sweep.current()?.homeReturn?.firstAt;
  await sweep.stop();
  const again = make();
  again.start();
  await clock.advance(9_000);
  expect(again.current()?.homeReturn).toMatchObject({ firstAt: first });
  expect(returnsIn(store)).toHaveLength(2);
  await again.stop();
});

test("is no return when home answered all along and takes no writes", async () => {
  const at = setUp();
  if (at.servers.h1) at.servers.h1.state = { ...at.servers.h1.state, stateDesc: "RESTORING" };
  const sweep = at.make();
  sweep.start();
  at.failover("switched", { status: "succeeded" });
  await at.clock.advance(30_000);
  expect(sweep.current()?.homeReturn).toBeNull();
  await sweep.stop();
});

test("raises it also for a home that was never silent but takes writes beside the recovered copy", async () => {
  const at = setUp();
  const sweep = at.make();
  sweep.start();
  at.failover("recovered");
  await at.clock.advance(30_000);
  expect(sweep.current()?.homeReturn?.answers.map((a) => a.name)).toEqual(["h1"]);
  expect(sweep.current()?.verdict.kind).toBe("two-writable-copies");
  await sweep.stop();
});

test("takes a refused login for an answer that proves nothing", async () => {
  const { sweep, clock, servers, store } = await lost("switched", { status: "succeeded" });
  if (servers.h1) servers.h1.fault = "refuses-login";
  await clock.advance(6_000);
  const [answer] = sweep.current()?.homeReturn?.answers ?? [];
  expect(answer).toMatchObject({ name: "h1", canWrite: true, state: expect.stringMatching(/Login failed/) });
  expect(returnsIn(store).map((e) => e.data.name)).toEqual(["h1"]);
  if (servers.h1) servers.h1.fault = "unreachable";
  await clock.advance(6_000);
  expect(sweep.current()?.homeReturn).toBeNull();
  await sweep.stop();
});

test("is over when a failover ended before step 4, and while a failback is at work", async () => {
  const aborted = await lost("started", { status: "aborted" });
  aborted.home("none");
  await aborted.clock.advance(6_000);
  expect(aborted.sweep.current()?.homeReturn).toBeNull();
  await aborted.sweep.stop();

  const back = await lost("switched", { status: "succeeded" });
  back.run("2", { procedure: "failback" });
  back.home("none");
  await back.clock.advance(6_000);
  expect(back.sweep.current()?.homeReturn).toBeNull();
  back.run("2", { procedure: "failback", status: "aborted" });
  await back.clock.advance(6_000);
  expect(back.sweep.current()?.homeReturn?.isFenced).toBe(false);
  await back.sweep.stop();
});

test("shows the alarm although the audit cannot be written, and records it when it can", async () => {
  const { sweep, clock, home, store } = await lost("switched", { status: "succeeded" });
  const { recordEntry } = store;
  store.recordEntry = () => Promise.reject(new Error("disk full"));
  home("none");
  await clock.advance(6_000);
  expect(sweep.current()?.homeReturn).not.toBeNull();
  store.recordEntry = recordEntry;
  await clock.advance(6_000);
  expect(returnsIn(store)).toHaveLength(2);
  await sweep.stop();
});
