import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { verifyChain } from "#lib/domain/audit/chain.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { ownJob } from "./testing/failback-scenario.ts";
import { homeServers, otherMirror, otherServers, writableSides } from "./testing/failback-world.ts";
import { home, target as other } from "./testing/fake-pool.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const mgc = (name: string) => bench.servers.at.get(name)?.mgc;
const texts = () => bench.servers.sent.map((c) => `${c.target}: ${c.text}`);
const indexOf = (target: string, piece: string) => texts().findIndex((t) => t.startsWith(target) && t.includes(piece));

async function toTheEnd(story: Parameters<typeof failbackBench>[0] = {}) {
  bench = await failbackBench(story);
  bench.start();
  return bench.ends();
}

test.each(["state-first", "documented"] as const)(
  "brings home everything that the other copy held and leaves one writable copy, %s",
  async (order) => {
    const events = await toTheEnd({ order });
    expect(events.at(-1)).toMatchObject({ outcome: "succeeded", detail: home[0] });
    expect(mgc(home[0])).toMatchObject({ state: "ONLINE", readOnly: false, messages: ["m1", "m2", "n1", "n2"] });
    expect(mgc(other)).toMatchObject({ state: "RESTORING", role: null });
    expect(bench.servers.poolState).toBe("Normal");
    expect(bench.servers.active).toEqual(homeServers);
    expect(writableSides(bench.servers)).toEqual([home[0]]);
    expect(bench.servers.violations).toEqual([]);
  },
);

test("sends only what the plan shows, each effect once, and numbers the journal without gaps", async () => {
  const events = await toTheEnd();
  expect(strangeCommands(events, bench.plan)).toEqual([]);
  expect(bench.servers.effects).toEqual(bench.servers.sent);
  expect(verifyChain(bench.store.chain(bench.runId))).toMatchObject({ kind: "whole" });
});

test("keeps a message that never left home in a safe copy, written before home is overwritten", async () => {
  await toTheEnd();
  const path = bench.plan.failback?.files.safe[home[0]] ?? "";
  expect(bench.servers.files.get(path)?.copy.messages).toContain("stranded");
  expect(indexOf(home[0], "COPY_ONLY")).toBeLessThan(indexOf(home[0], "RESTORE DATABASE"));
  expect(indexOf(home[0], "COPY_ONLY")).toBeGreaterThan(indexOf(home[0], "SET READ_ONLY"));
});

test("makes the other copy read-only before its backup, and home writable only after the restore", async () => {
  await toTheEnd();
  const inOrder = [
    indexOf(other, "SET READ_ONLY"),
    indexOf(other, "BACKUP DATABASE"),
    indexOf(home[0], "RESTORE DATABASE"),
    indexOf(home[0], "SET READ_WRITE"),
  ];
  expect([...inOrder].sort((a, b) => a - b)).toEqual(inOrder);
  expect(inOrder[0]).toBeGreaterThanOrEqual(0);
});

test("gives log shipping back to every instance exactly as it was captured, and sees a log backup go the whole way", async () => {
  const before = new Map<string, unknown>();
  const events = await toTheEnd({
    healthy: (world) => {
      for (const [name, { primary, secondary }] of world.at) before.set(name, [primary?.told, secondary?.told]);
    },
  });
  for (const [name, { primary, secondary }] of bench.servers.at)
    expect([primary?.told, secondary?.told], name).toEqual(before.get(name));
  const proofs = events.flatMap((e) => (e.kind === "check-recorded" && e.phase === "proof" ? [e.finding] : []));
  expect(proofs.findLast((f) => f.checkId === "round-trip")?.verdict).toBe("pass");
  expect(proofs.findLast((f) => f.checkId === "as-before")).toMatchObject({
    verdict: "pass",
    facts: { differ: "nothing" },
  });
});

test("gives old log backups another name and deletes none, so that the restore job does not stop at them", async () => {
  await toTheEnd();
  for (const folder of ["backupShare", "copyFolder"])
    expect(bench.servers.folders.get(folder)).toEqual(["mgc_20261121090000.trn.before-failback-plan-1"]);
});

test("mirrors home again, gives owner and options back and clears what the failover had left", async () => {
  await toTheEnd();
  expect(mgc(home[0])).toMatchObject({ role: "PRINCIPAL", owner: "CONTOSO\\sqladmin", chaining: true });
  expect(mgc(home[1])).toMatchObject({ role: "MIRROR" });
  expect(mgc(otherMirror)).toBeNull();
  expect(bench.servers.at.get(other)?.jobs.has(ownJob)).toBe(false);
});

test("activates home's servers after the pool state in the recommended order, before it in the documented one", async () => {
  for (const order of ["state-first", "documented"] as const) {
    await toTheEnd({ order });
    const state = texts().findIndex((t) => t.includes("Set-CsPersistentChatState"));
    const list = texts().findLastIndex((t) => t.includes("Set-CsPersistentChatActiveServer"));
    expect(list > state, order).toBe(order === "state-first");
    await bench.stopAll();
  }
});

test.each([
  ["restore-over-home", home[0], "RESTORE DATABASE"],
  ["reseed-other", other, "RESTORE DATABASE"],
] as const)("overwrites nothing while %s is not answered", async (kind, target, piece) => {
  bench = await failbackBench({ person: failbackPerson({ [kind]: null }) });
  bench.start();
  await bench.asked(kind);
  await bench.pass(60_000);
  expect(indexOf(target, piece)).toBe(-1);
});

test("asks for stranded messages before the first point of no return, and abort there leaves both copies whole", async () => {
  bench = await failbackBench({
    person: failbackPerson({ "stranded-messages": "abort", "undo-fence": "leave-fenced" }),
  });
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "aborted" });
  expect(mgc(home[0])?.messages).toContain("stranded");
  expect(mgc(other)).toMatchObject({ state: "ONLINE", readOnly: true });
});

test("gives chat back in the other site, and keeps home fenced, when a person undoes an aborted failback", async () => {
  bench = await failbackBench({
    person: failbackPerson({ "restore-over-home": "abort", "undo-fence": "undo-fence" }),
  });
  const active = bench.servers.active;
  bench.start();
  const events = await bench.ends();
  expect(strangeCommands(events, bench.plan)).toEqual([]);
  expect(mgc(other)).toMatchObject({ state: "ONLINE", readOnly: false, messages: ["m1", "m2", "n1", "n2"] });
  expect(bench.servers.active).toEqual(active);
  expect(otherServers.map((s) => bench.servers.services.get(`${s}|RTCCHAT`))).toEqual(["Running", "Running"]);
  expect(bench.servers.at.get(other)?.jobs.get(ownJob)?.enabled).toBe(1);
  expect(mgc(home[0])).toMatchObject({ readOnly: true });
  expect(writableSides(bench.servers)).toEqual([other]);
  expect(bench.servers.at.get(home[0])?.primary).toMatchObject({ whole: true, secondaries: [other] });
  expect(bench.servers.at.get(home[0])?.jobs.get("LSBackup_mgc")?.enabled).toBe(0);
});

test("leaves log shipping from the mirror as a named gap when a person says so", async () => {
  bench = await failbackBench({
    person: failbackPerson({ "ship-from-mirror": "leave-open", "check-failed": "go-on" }),
  });
  bench.start();
  const events = await bench.ends();
  const gap = events.findLast((e) => e.kind === "check-recorded" && e.finding.checkId === "as-before");
  expect(gap).toMatchObject({ finding: { verdict: "fail", facts: { differ: `${home[1]}: no log shipping` } } });
});

test("never stops a service without naming it", async () => {
  await toTheEnd();
  const stops = bench.servers.sent.filter((c) => c.text === "Stop-CsWindowsService");
  expect(stops.length).toBeGreaterThan(2);
  expect(
    stops.filter((c) => !/^RTC/.test(String(Object.entries(c.parameters).find(([k]) => k === "Name")?.[1]))),
  ).toEqual([]);
});
