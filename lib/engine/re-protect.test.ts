import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildReProtectPlan } from "#lib/domain/plan/re-protect-plan.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { endedEarly } from "./testing/failback-ended-early.ts";
import { type FailbackWorld, homeServers, otherMirror, writableSides } from "./testing/failback-world.ts";
import { copyJob, home, target as other, restoreJob } from "./testing/fake-pool.ts";
import { strangeCommands } from "./testing/planned.ts";

const benches: FailbackBench[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await Promise.all(benches.splice(0).map((b) => b.stopAll()));
  vi.useRealTimers();
});

type Change = (world: FailbackWorld) => void;
async function reProtect(change: Change = () => undefined, answers: Readonly<Record<string, string | null>> = {}) {
  const bench = await failbackBench({
    build: buildReProtectPlan,
    person: failbackPerson(answers),
    returned: (world) => {
      endedEarly(world);
      change(world);
    },
  });
  benches.push(bench);
  return bench;
}

const blocking = async (bench: FailbackBench) => (await bench.store.plan("plan-1"))?.view.blocking ?? [];

test("makes the other copy from home again and sets log shipping up as captured", async () => {
  const bench = await reProtect();
  expect(await blocking(bench)).toEqual([]);
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded", detail: home[0] });
  expect(bench.servers.at.get(other)?.mgc).toMatchObject({ state: "RESTORING", role: null });
  expect(bench.servers.at.get(other)?.secondary?.told).toMatchObject({
    copyJob,
    restoreJob,
    source: "\\\\fsto01\\LogShip\\mgc",
  });
  expect(bench.servers.at.get(otherMirror)?.mgc).toBeNull();
  expect(writableSides(bench.servers)).toEqual([home[0]]);
  expect(strangeCommands(events, bench.plan)).toEqual([]);
  const asBefore = events.findLast((e) => e.kind === "check-recorded" && e.finding.checkId === "as-before");
  expect(asBefore).toMatchObject({ finding: { verdict: "pass" } });
});

test("asks for the other site's name before its copy is replaced", async () => {
  const bench = await reProtect(() => undefined, { "reseed-other": null });
  bench.start();
  const decision = await bench.asked("reseed-other");
  expect(decision.facts).toMatchObject({ instance: other, from: home[0], site: "Torino" });
  expect(decision.facts).not.toHaveProperty("kept");
  expect(bench.servers.at.get(other)?.mgc?.state).toBe("ONLINE");
});

test("brings home's servers and mirror back where the failback was ended before they were", async () => {
  const bench = await reProtect((world) => {
    world.active = [];
    const [a, b] = home.map((name) => world.at.get(name)?.mgc);
    if (a && b) for (const copy of [a, b]) Object.assign(copy, { role: null, mirroring: null, partner: null });
  });
  bench.start();
  await bench.ends();
  expect(bench.servers.active).toEqual(homeServers);
  expect(bench.servers.at.get(home[0])?.mgc?.role).toBe("PRINCIPAL");
});

test("stops what is left of log shipping before the other copy is made anew", async () => {
  const bench = await reProtect((world) => {
    const here = world.at.get(home[0]);
    here?.jobs.set("LSBackup_mgc", { enabled: 1, ends: [] });
    if (here) here.primary = { id: "p", whole: false, secondaries: [], told: { backupJob: "LSBackup_mgc" } };
  });
  bench.start();
  await bench.ends();
  const texts = bench.servers.sent.map((c) => `${c.target}: ${c.text}`);
  const off = texts.findIndex((t) => t.startsWith(home[0]) && t.includes("@enabled = 0"));
  expect(off).toBeGreaterThan(-1);
  expect(off).toBeLessThan(texts.findIndex((t) => t.includes("BACKUP DATABASE")));
});

const shipsWell: Change = (world) => {
  for (const name of home) {
    const here = world.at.get(name);
    here?.jobs.set("LSBackup_mgc", { enabled: 1, ends: [] });
    if (here) here.primary = { id: "p", whole: true, secondaries: [other], told: { backupJob: "LSBackup_mgc" } };
  }
  const o = world.at.get(other);
  for (const job of [copyJob, restoreJob]) o?.jobs.set(job, { enabled: 1, ends: [] });
  if (o) o.secondary = { id: "s", whole: true, secondaries: [], told: { copyJob, restoreJob } };
  Object.assign(o?.mgc ?? {}, { state: "RESTORING", readOnly: false });
};

test.each<readonly [string, string, Change]>([
  ["the pool is failed over", "pool-normal", (w) => void Object.assign(w, { poolState: "FailedOver" })],
  [
    "the other copy takes writes",
    "other-behind",
    (w) => void Object.assign(w.at.get(other)?.mgc ?? {}, { readOnly: false }),
  ],
  [
    "the other copy has a message that home lacks",
    "other-behind",
    (w) => void w.at.get(other)?.mgc?.messages.push("n3", "n4"),
  ],
  ["log shipping works", "shipping-broken", shipsWell],
])("does not start when %s", async (_, check, change) => {
  expect(await blocking(await reProtect(change))).toEqual([check]);
});

test("starts when log shipping is whole by its rows and has restored nothing for longer than its threshold", async () => {
  const bench = await reProtect((world) => {
    shipsWell(world);
    world.restoredMinutesAgo = 46;
  });
  expect(await blocking(bench)).toEqual([]);
});
