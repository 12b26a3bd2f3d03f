import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "#lib/domain/commands/command.ts";
import type { Fate } from "#lib/engine/testing/fate.ts";
import { answer, answering, type Bench, failoverBench, recovery, sentTexts } from "./testing/engine-bench.ts";
import { target } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** The first `times` sendings that match meet this fate. */
function once(matches: (command: Command) => boolean, fate: Fate, times = 1): (command: Command) => Fate {
  let left = times;
  return (command) => (matches(command) && left-- > 0 ? fate : "arrives");
}
const isApply = (c: Command) =>
  c.text.includes("RESTORE LOG") && String(c.kind === "sql" && c.parameters.file).endsWith("mgc_8.trn");
const isRecovery = (c: Command) => c.text === recovery;
const count = (matches: (c: Command) => boolean) => bench.servers.sent.filter(matches).length;

test.each([
  ["a log backup", isApply],
  ["the recovery", isRecovery],
  ["the mirror", (c: Command) => c.text === "Install-CsMirrorDatabase"],
  ["the job", (c: Command) => c.text.includes("sp_add_job ")],
] as const)("does not send %s again when the line dropped and the effect is seen", async (_, matches) => {
  bench = await failoverBench();
  bench.servers.fate = once(matches, "lost-after");
  bench.start();
  await bench.ends();
  expect(count(matches)).toBe(1);
});

test("sends a repeatable command once more by itself when it had no effect", async () => {
  bench = await failoverBench();
  bench.servers.fate = once(isApply, "lost-before");
  bench.start();
  await bench.ends();
  expect(count(isApply)).toBe(2);
});

test("asks before a third attempt", async () => {
  bench = await failoverBench();
  bench.servers.fate = once(isApply, "lost-before", 2);
  bench.start();
  const decision = await bench.asked("act-failed");
  expect(count(isApply)).toBe(2);
  await answer(bench, decision, "retry");
  await bench.ends();
  expect(count(isApply)).toBe(3);
});

test("asks before a command that is not repeatable is sent again", async () => {
  bench = await failoverBench();
  bench.servers.fate = once(isRecovery, "lost-before");
  bench.start();
  const decision = await bench.asked("effect-unknown");
  await bench.pass(60_000);
  expect(count(isRecovery)).toBe(1);
  await answer(bench, decision, "retry");
  await bench.ends();
  expect(count(isRecovery)).toBe(2);
});

test("waits while what was started is still at work", async () => {
  bench = await failoverBench();
  bench.servers.fate = once(isApply, "lost-before");
  bench.servers.busy = 3;
  bench.start();
  const events = await bench.ends();
  const running = events.filter(
    (e) => e.kind === "act-observed" && e.observed.state === "running" && e.when === "resume",
  );
  expect(running.length).toBeGreaterThan(0);
  expect(bench.servers.busy).toBe(0);
});

test("asks when a server refuses, and sends again when told so", async () => {
  bench = await failoverBench(answering({ "act-failed": "retry" }));
  bench.servers.fate = once(isApply, "refused");
  bench.start();
  await bench.ends();
  expect(count(isApply)).toBe(2);
});

test("asks whether it counts when the copy is online and this run did not do it", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    const db = bench.servers.databases.get(target);
    if (e.kind === "act-succeeded" && e.actId === "list-sessions" && db) db.state = "ONLINE";
  });
  bench.start();
  await bench.asked("found-done");
  await bench.pass(60_000);
  expect(sentTexts(bench.servers)).not.toContain("Set-CsPersistentChatState");
});

test("still asks whether it counts after the console was started anew", async () => {
  bench = await failoverBench();
  bench.store.onAppend((e) => {
    const db = bench.servers.databases.get(target);
    if (e.kind === "act-succeeded" && e.actId === "list-sessions" && db) db.state = "ONLINE";
  });
  const first = bench.start("console:1");
  await bench.asked("found-done");
  await first.stop();
  bench.start("console:2");
  await bench.pass(120_000);
  expect(sentTexts(bench.servers)).not.toContain("Set-CsPersistentChatState");
});

test("sends the test message again when it was refused and a person says so", async () => {
  bench = await failoverBench(answering({ "act-failed": "retry" }));
  bench.servers.fate = once((c) => c.text === "Test-CsPersistentChatMessage", "refused");
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
});

test("applies a log backup after all when a person took as done what the server never did", async () => {
  const apply11 = "apply-log-backup:BBBBBBBB-0000-0000-0000-000000000011";
  bench = await failoverBench();
  const db = bench.servers.databases.get(target);
  bench.servers.fate = once((c) => c.kind === "sql" && String(c.parameters.file).endsWith("mgc_11.trn"), "lost-before");
  bench.store.onAppend((e) => {
    if (db && e.kind === "act-failed" && e.actId === apply11) db.state = "RECOVERY_PENDING";
  });
  bench.start();
  const decision = await bench.asked("effect-unknown");
  expect(decision.actId).toBe(apply11);
  if (db) db.state = "RESTORING";
  await answer(bench, decision, "take-as-done");
  await bench.ends();
  expect(bench.servers.applied.at(-1)).toBe("mgc_11.trn");
});
