import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FilePort } from "#lib/domain/ports.ts";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { consoleProcess } from "./testing/console-process.ts";
import { answering, type Bench, careful, failoverBench, type Person } from "./testing/engine-bench.ts";
import { logBackup } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const numbers = Array.from({ length: 20 }, (_, n) => 8 + n);
const names = numbers.map((n) => `mgc_${n}.trn`);

/** A failover with twenty log backups on the share, none in the copy folder; those of `large` have a gigabyte. */
async function twenty(person: Person = careful, large: readonly number[] = []): Promise<void> {
  bench = await failoverBench(person, (servers) => {
    servers.share.clear();
    servers.copyFolder.clear();
    for (const n of numbers) {
      const file = logBackup(n);
      servers.share.set(file.name, large.includes(n) ? { ...file, sizeBytes: 1_000_000_000n } : file);
    }
  });
}

const isCopy = (e: RunEvent) => "actId" in e && e.actId.startsWith("copy-log-backup:");
/** The most copies that were begun and not ended at one time. */
function mostUnderWay(events: readonly RunEvent[]): number {
  let [now, most] = [0, 0];
  for (const e of events.filter(isCopy)) {
    if (e.kind === "act-intended") now += 1;
    if (e.kind === "act-succeeded" || e.kind === "act-failed") now -= 1;
    most = Math.max(most, now);
  }
  return most;
}

test("copies small log backups sixteen at a time, each with its own intent and result, and applies them in order", async () => {
  await twenty();
  bench.start();
  const events = await bench.ends();
  expect(mostUnderWay(events)).toBe(16);
  for (const kind of ["act-intended", "act-succeeded"])
    expect(events.filter((e) => isCopy(e) && e.kind === kind)).toHaveLength(20);
  expect(bench.servers.applied).toEqual(names);
});

test("copies a large log backup by itself", async () => {
  await twenty(careful, numbers);
  bench.start();
  expect(mostUnderWay(await bench.ends())).toBe(1);
});

test("asks one question when several copies fail together, and its answer is about all that it names", async () => {
  await twenty(answering({ "act-failed": "retry" }));
  let left = 8;
  bench.servers.fate = (c) => (c.kind === "file" && left-- > 0 ? "refused" : "arrives");
  bench.start();
  const events = await bench.ends();
  const asked = events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision] : []));
  const failed = asked.filter((d) => d.kind === "act-failed");
  expect(failed).toHaveLength(1);
  expect(failed[0]?.facts.alsoFailed?.split(", ")).toHaveLength(7);
  expect(bench.servers.applied).toEqual(names);
});

test("asks again, once, when what was named fails again", async () => {
  await twenty(answering({ "act-failed": "retry" }));
  let left = 17;
  bench.servers.fate = (c) => (c.kind === "file" && left-- > 0 ? "refused" : "arrives");
  bench.start();
  const events = await bench.ends();
  expect(events.filter((e) => e.kind === "decision-asked" && e.decision.kind === "act-failed")).toHaveLength(2);
  expect(bench.servers.applied).toEqual(names);
});

test("begins no further copy while a person has not answered about one that failed", async () => {
  await twenty();
  bench.servers.fate = (c) => (c.kind === "file" && c.parameters.file === "mgc_9.trn" ? "refused" : "arrives");
  bench.start();
  await bench.asked("act-failed");
  await bench.pass(60_000);
  const events = await bench.events();
  const asked = events.findIndex((e) => e.kind === "decision-asked");
  expect(bench.servers.sent.filter((c) => c.kind === "file").length).toBeLessThanOrEqual(32);
  expect(events.slice(asked).filter((e) => isCopy(e) && e.kind === "act-intended")).toEqual([]);
  expect(events.filter((e) => e.kind === "decision-asked")).toHaveLength(1);
});

test.each([1, 3, 16])(
  "copies nothing twice that had arrived when the console died after %i of sixteen copies",
  async (n) => {
    await twenty();
    const dying = consoleProcess(bench);
    let copied = 0;
    const copy: FilePort["copy"] = async (command, act) => {
      const outcome = await dying.ports.files.copy(command, act);
      copied += 1;
      if (copied === n) dying.kill();
      return outcome;
    };
    bench.start("console:1", { ...dying, ports: { ...dying.ports, files: { ...dying.ports.files, copy } } });
    await bench.until("its death", () => dying.isDead());
    const arrived = [...bench.servers.copyFolder.keys()];
    const before = bench.servers.sent.length;
    bench.start("console:2");
    await bench.ends();
    expect(bench.servers.applied).toEqual(names);
    const again = bench.servers.sent.slice(before).flatMap((c) => (c.kind === "file" ? [c.parameters.file] : []));
    expect(again.filter((file) => arrived.includes(file))).toEqual([]);
  },
);
