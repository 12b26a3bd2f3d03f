import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { lossOf } from "#lib/domain/run/loss.ts";
import { statusOf } from "#lib/domain/run/status-of.ts";
import { consoleProcess } from "./testing/console-process.ts";
import { answer, answering, type Bench, failoverBench, sentTexts } from "./testing/engine-bench.ts";
import { backupJob, home, homeServer, target } from "./testing/fake-pool.ts";
import type { FakeServers } from "./testing/fake-servers.ts";
import { writableCopies } from "./testing/fake-sql.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** Home lives and serves: only chosen to move. */
const homeLives = (servers: FakeServers) => {
  for (const name of home) servers.reach.set(name, "up");
  servers.services.set(homeServer, "Running");
};
const unattested = answering({ "point-of-no-return": "confirm" });
const aborting = answering({ "point-of-no-return": "abort" });
const state = async () => foldRun(await bench.events());

test("fences a living home, applies its tail and goes on by proof, without anybody's word", async () => {
  bench = await failoverBench(unattested, homeLives);
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : []))).toEqual(["point-of-no-return"]);
  expect(bench.servers.databases.get(home[0])).toMatchObject({ state: "RESTORING", role: null });
  expect(bench.servers.services.get(homeServer)).toBe("Stopped");
  expect(bench.servers.jobs.get(backupJob)?.enabled).toBe(0);
  expect(bench.servers.applied.at(-1)).toBe("mgc_tail_plan-1.trn");
  expect(writableCopies(bench.servers)).toEqual([target]);
});

test("states a loss of nothing once the tail was applied", async () => {
  bench = await failoverBench(unattested, homeLives);
  bench.start();
  await bench.ends();
  expect(lossOf(await state())).toMatchObject({ fewest: "0", most: "0" });
  expect(await bench.store.run(bench.runId)).toMatchObject({ lossFewest: "0", lossMost: "0" });
});

test("sends only what the plan shows, also to fence and to undo", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort", "undo-fence": "undo-fence" }), homeLives);
  bench.servers.sessions = [{ spid: 71, program: "chat", host: "pchat01", loginTime: "2026-11-21T09:00:00" }];
  bench.start();
  expect(strangeCommands(await bench.ends(), bench.plan)).toEqual([]);
});

test("has no fence when home is silent", async () => {
  bench = await failoverBench();
  bench.start();
  const events = await bench.ends();
  expect(bench.plan.fence).toBeUndefined();
  expect(events.some((e) => "stepId" in e && e.stepId === "fence-home")).toBe(false);
});

test("fences nothing and asks for a person's word when home goes silent after the plan", async () => {
  bench = await failoverBench(undefined, homeLives);
  for (const name of home) bench.servers.reach.set(name, "unreachable");
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(sentTexts(bench.servers).some((text) => text.startsWith("BACKUP LOG"))).toBe(false);
});

test("goes on without the tail when home dies while it is being fenced, and then needs a person's word", async () => {
  bench = await failoverBench(
    answering({ "act-failed": (_, d) => (d.choices.some((c) => c.id === "skip") ? { choice: "skip" } : null) }),
    homeLives,
  );
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === "fence-mirroring-off")
      for (const name of home) bench.servers.reach.set(name, "unreachable");
  });
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect((await state()).acts.get("fence-tail")?.status).toBe("skipped");
  expect(lossOf(await state())).not.toMatchObject({ most: "0" });
});

test("ends a writer that came back before the tail is tried again", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm", "act-failed": "retry" }), homeLives);
  let came = false;
  bench.store.onAppend((e) => {
    if (came || e.kind !== "act-intended" || e.actId !== "fence-tail") return;
    came = true;
    bench.servers.sessions = [{ spid: 72, program: "dba", host: "adminpc", loginTime: "2026-11-21T10:00:00" }];
  });
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(sentTexts(bench.servers)).toContain("KILL 72");
});

test("asks about the fence when the run is aborted, and waits for a person", async () => {
  bench = await failoverBench(aborting, homeLives);
  bench.start();
  const asked = await bench.asked("undo-fence");
  expect(asked.choices.map((c) => c.id)).toEqual(["undo-fence", "leave-fenced"]);
  expect(Object.values(asked.facts).join("\n")).toContain("Install-CsMirrorDatabase");
  expect(statusOf(await state())).toBe("waiting-for-decision");
  await bench.pass(60_000);
  expect((await bench.events()).at(-1)?.kind).toBe("decision-asked");
});

test("undoes the fence in reverse order: home serves again, and nothing else is writable", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort", "undo-fence": "undo-fence" }), homeLives);
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "aborted", detail: "bring-online; fence-undone" });
  const undone = events.flatMap((e) => (e.kind === "act-intended" && e.actId.startsWith("undo:") ? [e.actId] : []));
  expect(undone.map((id) => id.split(":")[1])).toEqual([
    "fence-tail",
    "fence-job-off",
    "start-type-off",
    "stop-service",
  ]);
  expect(writableCopies(bench.servers)).toEqual([home[0]]);
  expect(bench.servers.jobs.get(backupJob)?.enabled).toBe(1);
  expect(bench.servers.services.get(homeServer)).toBe("Running");
});

test("undoes the fence as well when the end was requested and not chosen", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": () => null, "undo-fence": "undo-fence" }), homeLives);
  bench.start();
  await bench.asked("point-of-no-return");
  await bench.says({ kind: "abort-requested", person: "Giulia Ferri", reason: "called off" });
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "aborted", detail: "bring-online; fence-undone" });
  expect(writableCopies(bench.servers)).toEqual([home[0]]);
});

test("leaves home fenced when a person says so", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort", "undo-fence": "leave-fenced" }), homeLives);
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "aborted", detail: "bring-online; left-fenced" });
  expect(writableCopies(bench.servers)).toEqual([]);
});

test("does not undo what it found done: a service that stood still stays so", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort", "undo-fence": "undo-fence" }), (servers) => {
    homeLives(servers);
    servers.services.set(homeServer, "Stopped");
  });
  bench.start();
  await bench.ends();
  expect(bench.servers.services.get(homeServer)).toBe("Stopped");
});

test("never makes home writable while the other copy is: the undo is looked at again instead", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort", "undo-fence": "undo-fence" }), homeLives);
  bench.store.onAppend((e) => {
    const db = bench.servers.databases.get(target);
    if (e.kind === "decision-asked" && e.decision.kind === "undo-fence" && db) db.state = "ONLINE";
  });
  bench.start();
  const asked = await bench.asked("home-still-answers");
  expect(asked.choices.map((c) => c.id)).toEqual(["retry", "abort"]);
  await answer(bench, asked, "abort");
  expect((await bench.ends()).at(-1)).toMatchObject({ detail: "bring-online; fence-partly-undone" });
  expect(writableCopies(bench.servers)).toEqual([target]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("leaves one writable copy when killed after command %i", async (n) => {
  bench = await failoverBench(answering({ "point-of-no-return": "confirm", "effect-unknown": "retry" }), homeLives);
  const first = consoleProcess(bench, { after: "command", n });
  bench.start("console:1", first);
  await bench.until("the console died", () => first.isDead());
  bench.start("console:2");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(writableCopies(bench.servers)).toEqual([target]);
  expect(bench.servers.applied.at(-1)).toBe("mgc_tail_plan-1.trn");
});

test("asks nobody for a word about what the fence has proven", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": () => null }), homeLives);
  bench.start();
  const { facts } = await bench.asked("point-of-no-return");
  expect(facts[home[0]]).toMatch(/^proven-not-writable/);
  expect(Object.keys(facts).filter((name) => name.startsWith("opposite:"))).toEqual([]);
});

test("asks once about the fence although the console died while it waited", async () => {
  bench = await failoverBench(aborting, homeLives);
  const first = consoleProcess(bench);
  bench.start("console:1", first);
  const asked = await bench.asked("undo-fence");
  first.kill();
  bench.start("console:2");
  await bench.pass(120_000);
  await answer(bench, asked, "undo-fence");
  const events = await bench.ends();
  expect(events.filter((e) => e.kind === "decision-asked" && e.decision.kind === "undo-fence")).toHaveLength(1);
  expect(writableCopies(bench.servers)).toEqual([home[0]]);
});

test("goes on undoing after the console died in the middle of it", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort", "undo-fence": "undo-fence" }), homeLives);
  const first = consoleProcess(bench);
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === "undo:fence-tail") first.kill();
  });
  bench.start("console:1", first);
  await bench.until("the console died", () => first.isDead());
  bench.start("console:2");
  expect((await bench.ends()).at(-1)).toMatchObject({ detail: "bring-online; fence-undone" });
  expect(bench.servers.jobs.get(backupJob)?.enabled).toBe(1);
});
