import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Command } from "#lib/domain/commands/command.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { runView } from "#lib/domain/run/view.ts";
import { consoleProcess } from "./testing/console-process.ts";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const isApply = (c: Command) => c.text.includes("RESTORE LOG");
const running = (events: readonly RunEvent[]) =>
  events.filter((e) => e.kind === "act-observed" && e.when === "resume" && e.observed.state === "running");
const percents = (events: readonly RunEvent[]) =>
  running(events).map((e) => (e.kind === "act-observed" ? e.observed.facts.percent : ""));

/** The line drops at the first apply; the server works on for `looks` looks, one per cent further each time. */
async function busyServer(looks: number) {
  bench = await failoverBench(answering({ "resume-after-interruption": () => null }));
  let [left, percent] = [1, 0];
  bench.servers.fate = (c) => (isApply(c) && left-- > 0 ? "lost-after" : "arrives");
  const quiet: typeof bench.ports.sql.quiet = async () =>
    percent >= looks
      ? { kind: "quiet" }
      : { kind: "busy", sessionId: 61, program: "persistent-chat", command: "RESTORE LOG", percent: ++percent };
  return { ...bench.ports, sql: { ...bench.ports.sql, quiet } };
}

test("journals a server at work every five per cent, and shows what lies between", async () => {
  const ports = await busyServer(40);
  const shown: string[] = [];
  bench.start("console:1", { ports, deps: { onProgress: (_, p) => shown.push(p.facts.percent ?? "") } });
  const journaled = percents(await bench.ends());
  expect(journaled).toEqual(["1", "6", "11", "16", "21", "26", "31", "36"]);
  expect(shown).toHaveLength(32);
});

test("journals anew when another session is at work", async () => {
  const ports = await busyServer(0);
  let looks = 0;
  const quiet: typeof ports.sql.quiet = async () =>
    ++looks > 6
      ? { kind: "quiet" }
      : {
          kind: "busy",
          sessionId: looks > 3 ? 62 : 61,
          program: "persistent-chat",
          command: "RESTORE LOG",
          percent: null,
        };
  bench.start("console:1", { ports: { ...ports, sql: { ...ports.sql, quiet } } });
  expect(running(await bench.ends())).toHaveLength(2);
});

test.each(["abort-requested", "pause-requested"] as const)(
  "honours %s at once while a server is at work, says what still runs, and sends nothing",
  async (kind) => {
    const ports = await busyServer(1_000_000);
    bench.start("console:1", { ports });
    await bench.until("at work", (all) => running(all).length > 0);
    const sent = bench.servers.sent.length;
    const since = bench.clock.monotonicMs();
    await bench.says({ kind, person: "Giulia Ferri", reason: "wait" });
    const last = kind === "abort-requested" ? "run-finished" : "paused";
    const events = await bench.until(last, (all) => all.some((e) => e.kind === last));
    expect(bench.clock.monotonicMs() - since).toBeLessThan(2_000);
    await bench.pass(30_000);
    expect(bench.servers.sent).toHaveLength(sent);
    const row = await bench.store.run(bench.runId);
    if (!row) throw new Error("no run");
    expect(runView(row, bench.plan, events).stillRunning).toMatchObject([
      { stepId: "apply-log-backups", facts: { session: "61", command: "RESTORE LOG" } },
    ]);
  },
);

test("asks at once whether to resume, naming what is still at work, when the console died meanwhile", async () => {
  const ports = await busyServer(1_000_000);
  const dying = consoleProcess(bench);
  bench.start("console:1", {
    ...dying,
    ports: { ...dying.ports, sql: { ...dying.ports.sql, quiet: ports.sql.quiet } },
  });
  await bench.until("at work", (all) => running(all).length > 0);
  dying.kill();
  bench.start("console:2", { ports });
  expect(Object.values((await bench.asked("resume-after-interruption")).facts)).toEqual(["running"]);
});
