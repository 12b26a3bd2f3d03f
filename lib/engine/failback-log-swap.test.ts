import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { say, setOf } from "./testing/failback-backups.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { type FailbackWorld, writableSides } from "./testing/failback-world.ts";
import { home, target as other, pool } from "./testing/fake-pool.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

type Story = NonNullable<Parameters<typeof failbackBench>[0]>;
const mgc = (name: string) => bench.servers.at.get(name)?.mgc;
const restored = () => bench.servers.restored;

/** Somebody chats, and the failover's own job backs the log up, at moments that matter. */
async function swapped(story: Story = {}, after: Readonly<Record<string, (world: FailbackWorld) => void>> = {}) {
  bench = await failbackBench({ way: "log-swap", ...story });
  bench.store.onAppend((e: RunEvent) => {
    if (e.kind === "act-succeeded") after[e.actId]?.(bench.servers);
  });
  bench.start();
}
const backUpLogTo = (folder: string) => (world: FailbackWorld) => {
  const copy = world.at.get(other)?.mgc;
  if (!copy) return;
  say(world, other, "n3");
  world.files.set(`${folder}\\mgc_20261121100000.trn`, setOf(copy, { type: 2, writer: other }));
  Object.assign(copy, { chain: copy.lsn + 1, lsn: copy.lsn + 1, before: null });
  say(world, other, "n4");
};

test.each(["state-first", "documented"] as const)("swaps the copies without a second full copy, %s", async (order) => {
  await swapped({ order });
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded", detail: home[0] });
  expect(mgc(home[0])).toMatchObject({ state: "ONLINE", messages: ["m1", "m2", "n1", "n2"], role: "PRINCIPAL" });
  expect(mgc(other)).toMatchObject({ state: "RESTORING", role: null });
  expect(restored().filter((r) => r.endsWith("full"))).toEqual([`${home[0]}: full`]);
  expect(writableSides(bench.servers)).toEqual([home[0]]);
  expect(bench.servers.violations).toEqual([]);
  expect(strangeCommands(events, bench.plan)).toEqual([]);
});

test("brings along what was said, and what another job backed up, while home was seeded", async () => {
  await swapped({}, { "back-up-other": backUpLogTo(pool.folders.newLogBackups.asServer) });
  await bench.ends();
  expect(mgc(home[0])?.messages).toEqual(["m1", "m2", "n1", "n2", "n3", "n4"]);
});

test("stops users only after home was seeded", async () => {
  await swapped();
  await bench.ends();
  const texts = bench.servers.sent.map((c) => `${c.target}: ${c.text}`);
  const at = (piece: string) => texts.findIndex((t) => t.includes(piece));
  expect(at("RESTORE DATABASE @database FROM DISK")).toBeLessThan(at("Set-CsPersistentChatActiveServer"));
  expect(at("Set-CsPersistentChatActiveServer")).toBeLessThan(at("WITH NORECOVERY, INIT"));
});

test("refuses a log backup that somebody took elsewhere, with both copies unrecovered", async () => {
  await swapped({}, { "back-up-other": backUpLogTo("E:\\Somewhere") });
  const decision = await bench.asked("act-failed");
  expect(decision.facts.error).toContain("E:\\Somewhere");
  expect(restored()).toEqual([`${home[0]}: full`]);
  expect(mgc(other)?.state).toBe("ONLINE");
});

test("does not recover home when somebody recovered the other copy after the tail", async () => {
  await swapped(
    { person: failbackPerson({ "home-still-answers": null }) },
    {
      "log-complete": (world) => {
        const copy = world.at.get(other)?.mgc;
        if (copy) copy.state = "ONLINE";
      },
    },
  );
  const decision = await bench.asked("home-still-answers");
  await bench.pass(60_000);
  expect(decision.actId).toBe("recover-home");
  expect(mgc(home[0])?.state).toBe("RESTORING");
});

test("shows a message that came between the fingerprint and the tail as a difference", async () => {
  await swapped({}, { "sample-other": (world) => say(world, other, "late") });
  const decision = await bench.asked("act-failed");
  expect(decision.actId).toBe("fingerprints-equal");
});

test("applies the log backups of home's mirror set-up to the other copy before log shipping goes on", async () => {
  await swapped();
  const events = await bench.ends();
  expect(restored().at(-1)).toBe(`${other}: log`);
  const trip = events.findLast((e) => e.kind === "check-recorded" && e.finding.checkId === "round-trip");
  expect(trip).toMatchObject({ finding: { verdict: "pass" } });
});

test("applies nothing when a log backup is missing between what home has and the tail", async () => {
  const folder = pool.folders.newLogBackups.asServer;
  const lost = (world: FailbackWorld) => {
    backUpLogTo(folder)(world);
    world.files.delete(`${folder}\\mgc_20261121100000.trn`);
  };
  await swapped({}, { "logs-while-chatting": lost });
  const decision = await bench.asked("act-failed");
  expect(decision.actId).toBe("logs-to-the-tail");
  expect(decision.facts.error).toContain("do not lead on");
  expect(restored()).toEqual([`${home[0]}: full`]);
});

test("asks before anything is backed up when home has no room for what serves", async () => {
  await swapped({
    returned: (world) => {
      for (const name of home) Object.assign(world.at.get(name) ?? {}, { mgc: null });
      world.freeMegabytes = 1;
      world.fileMegabytes = 900;
    },
  });
  const decision = await bench.asked("check-failed");
  expect(decision).toMatchObject({ stepId: "seed-home", facts: { check: "space-at-home", verdict: "fail" } });
  expect(bench.servers.sent.filter((c) => c.text.includes("BACKUP DATABASE"))).toEqual([]);
});
