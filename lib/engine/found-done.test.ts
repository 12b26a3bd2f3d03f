import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { consoleProcess } from "./testing/console-process.ts";
import { answer, answering, type Bench, failoverBench, sentTexts } from "./testing/engine-bench.ts";
import { chatServers, logBackup, lsn, target } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const after = (actId: string, change: () => void) =>
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === actId) change();
  });
const askedAbout = async () => (await bench.asked("found-done")).actId;

test("asks whether it counts when somebody else applied a log backup after the listing", async () => {
  bench = await failoverBench();
  after("survey:1", () => {
    const db = bench.servers.databases.get(target);
    if (db) db.redo = lsn(9);
  });
  bench.start();
  expect(await askedAbout()).toBe("apply-log-backup:BBBBBBBB-0000-0000-0000-000000000008");
});

test("asks whether it counts when somebody else copied a log backup after the listing", async () => {
  bench = await failoverBench();
  after("survey:1", () => void bench.servers.copyFolder.set("mgc_11.trn", logBackup(11)));
  bench.start();
  expect(await askedAbout()).toBe("copy-log-backup:BBBBBBBB-0000-0000-0000-000000000011");
});

test("asks whether it counts when the pool was failed over already, and sends nothing of its own when it does", async () => {
  bench = await failoverBench();
  bench.servers.poolState = "FailedOver";
  bench.start();
  const decision = await bench.asked("found-done");
  expect(decision.actId).toBe("set-pool-state");
  await answer(bench, decision, "take-as-done");
  await bench.until("the next act", (all) =>
    all.some((e) => e.kind === "act-intended" && e.actId === "replicate-pool-state"),
  );
  expect(sentTexts(bench.servers)).not.toContain("Set-CsPersistentChatState");
});

test("asks whether it counts when the active servers were set already", async () => {
  bench = await failoverBench();
  bench.servers.active = [...chatServers];
  bench.start();
  expect(await askedAbout()).toBe("set-active-servers");
});

test("does not ask where it can be undone: a service that already runs is recorded as found", async () => {
  bench = await failoverBench();
  for (const server of chatServers) bench.servers.services.set(server, "Running");
  bench.start();
  const events = await bench.ends();
  expect(events.filter((e) => e.kind === "decision-asked" && e.decision.kind === "found-done")).toEqual([]);
  expect(events.find((e) => e.kind === "act-succeeded" && e.actId === `start-service:${chatServers[0]}`)).toMatchObject(
    {
      result: { foundDone: true },
    },
  );
});

test.each(["set-pool-state", "set-active-servers", "copy-log-backup:BBBBBBBB-0000-0000-0000-000000000010"])(
  "does not ask about %s when the console died after its own command took effect",
  async (actId) => {
    bench = await failoverBench(answering({ "found-done": () => null }));
    const dying = consoleProcess(bench);
    bench.store.onAppend((e) => {
      if (e.kind === "act-intended" && e.actId === actId) setImmediate(() => dying.kill());
    });
    bench.start("console:1", dying);
    await bench.until("death", () => dying.isDead());
    bench.start("console:2");
    const events = await bench.ends();
    expect(events.filter((e) => e.kind === "decision-asked" && e.decision.kind === "found-done")).toEqual([]);
  },
);

test("lists the folders anew when a person searches again after a late log backup was refused at the point of no return", async () => {
  bench = await failoverBench(answering({ "act-failed": "search-again" }));
  let left = 1;
  bench.servers.fate = (c) =>
    c.kind === "sql" && String(c.parameters.file).endsWith("mgc_12.trn") && left-- > 0 ? "refused" : "arrives";
  bench.store.onAppend((e) => {
    if (e.kind === "decision-taken") bench.servers.share.set("mgc_12.trn", logBackup(12));
  });
  bench.start();
  const events = await bench.ends();
  const asked = events.findIndex((e) => e.kind === "decision-taken" && e.choice === "search-again");
  const next = events.slice(asked).find((e) => e.kind === "act-intended");
  expect(next).toMatchObject({ actId: "final-survey:2" });
  expect(bench.servers.applied.at(-1)).toBe("mgc_12.trn");
});
