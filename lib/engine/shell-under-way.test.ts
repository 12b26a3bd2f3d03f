import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Ports, ShellQuiet } from "#lib/domain/ports.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { consoleProcess } from "./testing/console-process.ts";
import { answer, answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { fakeCarrier } from "./testing/fake-shell.ts";

let bench: Bench;
let ended: number[];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const cmdlet = "Install-CsMirrorDatabase";
const deadlineMs = 120 * 60_000;
const sent = () => bench.servers.sent.filter((c) => c.text === cmdlet).length;
const observed = (events: readonly RunEvent[]) =>
  events.flatMap((e) =>
    e.kind === "act-observed" && e.actId === "create-mirror" && e.when === "resume" ? [e.observed] : [],
  );
const atWork = (events: readonly RunEvent[]) => observed(events).some((o) => o.state === "running");

/** The console dies while its shell creates the mirror; what the shell then does is `says`, until it was ended. */
async function killedInMirror(says: () => ShellQuiet, answers: Parameters<typeof answering>[0] = {}): Promise<Ports> {
  bench = await failoverBench(answering({ "effect-unknown": () => null, ...answers }));
  ended = [];
  const dying = consoleProcess(bench);
  // The command is on its way when the console dies, and has no effect yet.
  bench.servers.fate = (c) => {
    if (c.text === cmdlet && !dying.isDead()) {
      dying.kill();
      return "lost-before";
    }
    return "arrives";
  };
  bench.start("console:1", dying);
  await bench.until("death", () => dying.isDead());
  const { shell } = bench.ports;
  return {
    ...bench.ports,
    shell: {
      ...shell,
      quiet: async () => (ended.length > 0 ? { kind: "quiet" } : says()),
      end: async (process) => {
        ended.push(process.processId);
        return { kind: "quiet" };
      },
    },
  };
}

/** What the earlier shell does in the end. */
function mirrorAppears() {
  for (const db of bench.servers.databases.values())
    if (db.role === null)
      Object.assign(db, { role: "PRINCIPAL", mirroring: "SYNCHRONIZED", partner: "sqlto02\\PCHAT" });
}

test("journals the process that carries a cmdlet before the cmdlet leaves", async () => {
  bench = await failoverBench();
  let carried = 0;
  const carriedAtSending: number[] = [];
  bench.store.onAppend((e) => {
    if (e.kind === "act-carried") carried += 1;
  });
  bench.servers.fate = (c) => {
    if (c.kind === "powershell") carriedAtSending.push(carried);
    return "arrives";
  };
  bench.start();
  const events = await bench.ends();
  const cmdlets = events.filter((e) => e.kind === "act-intended" && e.command?.kind === "powershell");
  expect(cmdlets.length).toBeGreaterThan(3);
  expect(carriedAtSending).toEqual(cmdlets.map((_, i) => i + 1));
  expect(foldRun(events).acts.get("create-mirror")?.carrier?.process).toEqual(fakeCarrier);
});

test("says that an earlier console's shell is at it, waits for it, looks only then, and sends nothing again", async () => {
  let isBusy = true;
  const ports = await killedInMirror(() => ({ kind: isBusy ? "busy" : "quiet" }));
  bench.start("console:2", { ports });
  expect(Object.entries((await bench.asked("resume-after-interruption")).facts)).toContainEqual([
    "create-mirror",
    "running",
  ]);
  await bench.until("at work", atWork);
  await bench.pass(10 * 60_000);
  const before = observed(await bench.events());
  expect(before.map((o) => o.state)).toEqual(["running"]);
  expect(before[0]?.facts).toMatchObject({ process: "4711 on console-host", cmdlet });
  mirrorAppears();
  isBusy = false;
  await bench.until("seen", (all) => observed(all).at(-1)?.state === "done");
  expect(sent()).toBe(1);
  expect(ended).toEqual([]);
});

test("ends a shell that outlives its command's deadline, says so, and asks before a cmdlet that is not repeatable goes out again", async () => {
  const ports = await killedInMirror(() => ({ kind: "busy" }));
  bench.start("console:2", { ports });
  await bench.until("at work", atWork);
  await bench.pass(deadlineMs - 60_000);
  expect(ended).toEqual([]);
  await bench.pass(60_000);
  expect(ended).toEqual([fakeCarrier.processId]);
  const asked = await bench.asked("effect-unknown");
  expect(asked.actId).toBe("create-mirror");
  const events = await bench.events();
  expect(JSON.stringify(events.filter((e) => e.kind === "act-output"))).toContain("outlived its deadline of 7200 s");
  expect(sent()).toBe(1);
  await answer(bench, asked, "retry");
  await bench.until("sent again", () => sent() === 2);
});

test("counts the time that passed while nobody waited towards the deadline", async () => {
  const ports = await killedInMirror(() => ({ kind: "busy" }));
  await bench.pass(deadlineMs);
  bench.start("console:2", { ports });
  await bench.asked("effect-unknown");
  expect(ended).toHaveLength(1);
});

test("asks a person when the shell ran where it cannot be asked, and goes on as he says", async () => {
  const message = "the management shell ran on console-a, which cannot be asked from console-b";
  const ports = await killedInMirror(() => ({ kind: "unknown", message }));
  bench.start("console:2", { ports });
  const interrupted = await bench.asked("resume-after-interruption");
  expect(interrupted.facts["create-mirror"]).toBe("unknown");
  const asked = await bench.asked("effect-unknown");
  expect(asked.facts).toMatchObject({ act: "create-mirror", error: message, cmdlet });
  await bench.pass(60_000);
  expect(sent()).toBe(1);
  expect(ended).toEqual([]);
  await answer(bench, asked, "retry");
  await bench.until("sent again", () => sent() === 2);
});

test("holds an abort at once while an earlier shell is at work", async () => {
  const ports = await killedInMirror(() => ({ kind: "busy" }));
  bench.start("console:2", { ports });
  await bench.until("at work", atWork);
  await bench.says({ kind: "abort-requested", person: "Giulia Ferri", reason: "enough" });
  await bench.ends();
  expect(ended).toEqual([]);
  expect(sent()).toBe(1);
});
