import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { consoleProcess } from "./testing/console-process.ts";
import { answering, type Bench, type Person } from "./testing/engine-bench.ts";
import { backupJob, home, homeServer, target } from "./testing/fake-pool.ts";
import type { FakeServers } from "./testing/fake-servers.ts";
import { writableCopies } from "./testing/fake-sql.ts";
import { strangeCommands } from "./testing/planned.ts";
import { fencedBench, homeCameBack } from "./testing/returned-bench.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench?.stopAll();
  vi.useRealTimers();
});

async function started(person: Person = answering({}), arrange?: (servers: FakeServers) => void) {
  bench = await fencedBench(person, arrange);
}

const fenced = () => {
  expect(bench.servers.databases.get(home[0])).toMatchObject({ state: "ONLINE", readOnly: true, role: null });
  expect(bench.servers.services.get(homeServer)).toBe("Stopped");
  expect(bench.servers.jobs.get(backupJob)?.enabled).toBe(0);
  expect(writableCopies(bench.servers)).toEqual([target]);
};

test("keeps a home that came back from taking messages, and sends only what the plan shows", async () => {
  await started();
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  fenced();
  expect(strangeCommands(events, bench.plan)).toEqual([]);
});

test("throws sessions out, and deletes nothing", async () => {
  await started();
  bench.servers.sessions = [{ spid: 71, program: "chat", host: "pchat01", loginTime: "2026-11-21T09:00:00" }];
  bench.start();
  await bench.ends();
  expect(bench.servers.sessions).toEqual([]);
  expect(bench.servers.sent.map((c) => c.text).join("\n")).not.toMatch(/DROP|RESTORE|DELETE|sp_delete/i);
});

test.each([1, 2, 3, 4, 5])("ends as if undisturbed when the console dies after command %i", async (n) => {
  await started();
  const first = consoleProcess(bench, { after: "command", n });
  bench.start("console:1", { store: first.store, ports: first.ports, isDead: first.isDead });
  await bench.until("the console died", () => first.isDead());
  bench.start("console:2");
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  fenced();
});

test("goes on without what falls silent again in the middle, when a person says so", async () => {
  await started(answering({ "act-failed": "skip", "check-failed": "go-on" }));
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId.startsWith("stop-service"))
      for (const name of home) bench.servers.reach.set(name, "unreachable");
  });
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(bench.servers.databases.get(home[0])?.readOnly).toBe(false);
});

test("never makes home writable again by an undo while the other copy serves", async () => {
  await started(answering({ "undo-fence": "undo-fence", "home-still-answers": "abort" }));
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId.startsWith("returned-read-only"))
      void bench.says({ kind: "abort-requested", person: "Giulia Ferri", reason: "changed my mind" });
  });
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "aborted" });
  expect(writableCopies(bench.servers)).toEqual([target]);
});

test("takes the fence back when the other copy takes no writes any more", async () => {
  await started(answering({ "undo-fence": "undo-fence" }));
  bench.store.onAppend((e) => {
    if (e.kind !== "act-succeeded" || !e.actId.startsWith("returned-read-only")) return;
    Object.assign(bench.servers.databases.get(target) ?? {}, { readOnly: true });
    void bench.says({ kind: "abort-requested", person: "Giulia Ferri", reason: "changed my mind" });
  });
  bench.start();
  await bench.ends();
  expect(writableCopies(bench.servers)).toEqual([home[0]]);
  expect(bench.servers.services.get(homeServer)).toBe("Running");
  expect(bench.servers.jobs.get(backupJob)?.enabled).toBe(1);
});

test("cannot start while the pool is Normal: its users are at home", async () => {
  const { view } = await homeCameBack((servers) => void Object.assign(servers, { poolState: "Normal" })).plan();
  expect(view.blocking).toEqual(["pool-failed-over"]);
});

type Story = readonly [what: string, arrange: (servers: FakeServers) => void, why: RegExp];
const refused: readonly Story[] = [
  [
    "nothing at home answers",
    (s) => {
      for (const name of home) s.reach.set(name, "unreachable");
      s.services.set(homeServer, "Stopped");
    },
    /there is nothing to fence/,
  ],
  [
    "home is fenced",
    (s) => {
      for (const name of home) Object.assign(s.databases.get(name) ?? {}, { role: null, readOnly: true });
      Object.assign(s.jobs.get(backupJob) ?? {}, { enabled: 0 });
      s.services.set(homeServer, "Stopped");
    },
    /it is fenced/,
  ],
  [
    "nothing serves in the other site",
    (s) => void Object.assign(s.databases.get(target) ?? {}, { state: "RESTORING" }),
    /no instance in Torino has mgc online/,
  ],
];

test.each(refused)("plans nothing when %s", async (_, arrange, why) => {
  await expect(homeCameBack(arrange).plan()).rejects.toThrow(why);
});
