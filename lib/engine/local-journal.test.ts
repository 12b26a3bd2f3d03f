import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { verifyChain } from "#lib/domain/audit/chain.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { steadyStore } from "./steady-store.ts";
import { type DeadBench, deadBench, fakeSoleRunner } from "./testing/dead-database.ts";
import { answer, answering, careful, recovery, sentTexts } from "./testing/engine-bench.ts";
import { pool, target } from "./testing/fake-pool.ts";

let dead: DeadBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await dead.bench.stopAll();
  vi.useRealTimers();
});

const goingOn = answering({ "audit-database-down": "go-on", "effect-unknown": "retry" });
const kinds = (events: readonly RunEvent[]) => events.map((e) => e.kind);
const asked = (events: readonly RunEvent[]) =>
  events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : []));
const isAt = (actId: string) => (e: RunEvent) => e.kind === "act-intended" && e.actId === actId;
const firstApply = "apply-log-backup:BBBBBBBB-0000-0000-0000-000000000008";

/** The database dies when the journal says something. */
const diesAfter = (matches: (e: RunEvent) => boolean) =>
  dead.bench.store.onAppend((e) => {
    if (matches(e)) dead.database.die();
  });

test("goes on into the local journal to the end when the database died, and puts everything into the database afterwards", async () => {
  dead = await deadBench(goingOn);
  diesAfter(isAt(firstApply));
  dead.start();
  const events = await dead.bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(events.map((e) => e.number)).toEqual(events.map((_, i) => i + 1));
  expect(dead.auditState()).toMatchObject({ kind: "local-journal", cause: "disk I/O error" });
  expect(dead.file.lines.length).toBeGreaterThan(10);
  dead.database.revive();
  await dead.bench.pass(12_000);
  expect(dead.auditState()).toEqual({ kind: "up" });
  expect(await dead.database.events(dead.bench.runId)).toEqual(events);
  expect(await dead.database.run(dead.bench.runId)).toMatchObject({ status: "succeeded" });
  expect(verifyChain(dead.bench.store.chain(dead.bench.runId))).toMatchObject({ kind: "whole", count: events.length });
  expect(dead.file).toMatchObject({ lines: [], aside: [expect.any(Array)] });
});

test("goes on with the database, without a question, when it answers again before the next act that cannot be undone", async () => {
  dead = await deadBench(careful);
  diesAfter(isAt(firstApply));
  dead.bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === firstApply) dead.database.revive();
  });
  dead.start();
  await dead.bench.ends();
  await dead.bench.pass(12_000);
  expect(dead.auditState()).toEqual({ kind: "up" });
  expect(asked(await dead.database.events(dead.bench.runId))).not.toContain("resume-after-interruption");
});

test("asks a person before the recovery while events go into the local journal, and sends it when told to go on", async () => {
  dead = await deadBench(answering({ "audit-database-down": () => null }));
  diesAfter((e) => e.kind === "act-succeeded" && e.actId === "list-sessions");
  dead.start();
  const decision = await dead.bench.asked("audit-database-down");
  expect(decision).toMatchObject({ actId: "bring-online", facts: { cause: "disk I/O error" } });
  await dead.bench.pass(60_000);
  expect(sentTexts(dead.bench.servers)).not.toContain(recovery);
  await answer(dead.bench, decision, "go-on");
  await dead.bench.ends();
  expect(sentTexts(dead.bench.servers)).toContain(recovery);
});

test("sends nothing more when the local journal cannot be written either, and goes on when the database answers again", async () => {
  dead = await deadBench(goingOn);
  dead.file.isFull = true;
  diesAfter((e) => e.kind === "act-succeeded" && e.actId === firstApply);
  dead.start();
  await dead.bench.until("in need", () => dead.auditState().kind === "local-journal");
  const sent = dead.bench.servers.sent.length;
  await dead.bench.pass(120_000);
  expect(dead.bench.servers.sent.length - sent).toBeLessThanOrEqual(1);
  const { length } = dead.bench.servers.sent;
  await dead.bench.pass(120_000);
  expect(dead.bench.servers.sent).toHaveLength(length);
  dead.database.revive();
  expect((await dead.bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("sends nothing more when a second runner could exist", async () => {
  dead = await deadBench(goingOn, { soleRunner: fakeSoleRunner("cannot-tell") });
  diesAfter((e) => e.kind === "act-succeeded" && e.actId === firstApply);
  dead.start();
  await dead.bench
    .until("the first apply", (all) => kinds(all).length > 0 && dead.bench.servers.applied.length > 0)
    .catch(() => undefined);
  await dead.bench.pass(60_000);
  const { length } = dead.bench.servers.sent;
  await dead.bench.pass(60_000);
  expect(dead.bench.servers.sent).toHaveLength(length);
  expect(dead.file.lines).toEqual([]);
});

test("does nothing while another console on this machine is the runner", async () => {
  dead = await deadBench(goingOn, { soleRunner: fakeSoleRunner("taken") });
  dead.start();
  await dead.bench.pass(120_000);
  expect(kinds(await dead.bench.events())).toEqual(["run-started"]);
});

test("starts no run while the database is dead", async () => {
  dead = await deadBench(goingOn);
  diesAfter(isAt(firstApply));
  dead.start();
  await dead.bench.ends();
  const first = (await dead.bench.events())[0];
  if (!first) throw new Error("no event");
  const again = dead.bench.store.createRun(
    { poolFqdn: pool.fqdn, procedure: "failover", planId: "plan-2", reason: "again", startedBy: "Giulia Ferri" },
    first,
  );
  await expect(again).rejects.toMatchObject({
    code: "store-failed",
    message: expect.stringContaining("no run starts"),
  });
});

test("skips what the database had kept although it said that it failed", async () => {
  dead = await deadBench(goingOn, { lied: true });
  dead.start();
  dead.database.die(12);
  const events = await dead.bench.ends();
  dead.database.revive();
  await dead.bench.pass(12_000);
  expect(dead.auditState()).toEqual({ kind: "up" });
  expect((await dead.database.events(dead.bench.runId)).map((e) => e.kind)).toEqual(kinds(events));
});

test("stops and says where when the database holds another event under the same number", async () => {
  dead = await deadBench(answering({ "point-of-no-return": () => null }));
  dead.start();
  const decision = await dead.bench.asked("point-of-no-return");
  dead.database.die();
  await answer(dead.bench, decision, "confirm", []);
  await dead.bench.until("local", () => dead.file.lines.length > 0);
  const number = (await dead.bench.events()).length - dead.file.lines.length + 1;
  dead.database.revive();
  await dead.database.append(dead.bench.runId, null, { kind: "paused" });
  const sent = dead.bench.servers.sent.length;
  await dead.bench.pass(60_000);
  expect(dead.auditState()).toMatchObject({ kind: "stopped", cause: expect.stringContaining(`event ${number}`) });
  expect(dead.bench.servers.sent).toHaveLength(sent);
  expect(dead.file.lines.length).toBeGreaterThan(0);
});

/** The console dies while events are in the local journal; another one starts on the same file and the same database. */
async function consoleDies(change: (dead: DeadBench) => void) {
  dead = await deadBench(answering({ "audit-database-down": () => null }));
  diesAfter((e) => e.kind === "act-succeeded" && e.actId === "list-sessions");
  const first = dead.start();
  await dead.bench.asked("audit-database-down");
  await first.stop();
  change(dead);
  dead.database.revive();
  const { clock } = dead.bench;
  const soleRunner = fakeSoleRunner();
  const steady = steadyStore({ store: dead.database, file: dead.file, soleRunner, clock, log: () => undefined });
  dead.bench.start("console:2", { store: steady, deps: { soleRunner, tryAudit: steady.tryAudit } });
  return steady;
}

test("puts into the database what a console that died had left in the local journal, before anything else is done", async () => {
  const steady = await consoleDies(() => undefined);
  await dead.bench.pass(60_000);
  expect(steady.auditState()).toEqual({ kind: "up" });
  const events = await dead.database.events(dead.bench.runId);
  expect(asked(events).filter((k) => k === "audit-database-down")).toHaveLength(1);
  expect(kinds(events).filter((k) => k === "runner-took")).toHaveLength(2);
  expect(dead.bench.servers.databases.get(target)?.state).toBe("RESTORING");
});

test("runs nothing when what a console left in the local journal was changed", async () => {
  const steady = await consoleDies(({ file }) => {
    file.lines = file.lines.map((line) => line.replaceAll("decision-asked", "decision-lost"));
  });
  await dead.bench.pass(120_000);
  expect(steady.auditState()).toMatchObject({ kind: "stopped", cause: expect.stringContaining("line") });
  expect(kinds(await dead.database.events(dead.bench.runId)).filter((k) => k === "runner-took")).toHaveLength(1);
});
