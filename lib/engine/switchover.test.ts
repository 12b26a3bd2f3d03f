import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildSwitchoverPlan } from "#lib/domain/plan/switchover-plan.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { lossOf } from "#lib/domain/run/loss.ts";
import { answering, type Bench, failoverBench, type Person, recovery, sentTexts } from "./testing/engine-bench.ts";
import { home, homeServer, lsn, target } from "./testing/fake-pool.ts";
import type { FakeServers } from "./testing/fake-servers.ts";
import { writableCopies } from "./testing/fake-sql.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const homeLives = (servers: FakeServers) => {
  for (const name of home) servers.reach.set(name, "up");
  servers.services.set(homeServer, "Running");
  servers.active = [homeServer];
};
const switchover = (person: Person, arrange = homeLives) =>
  failoverBench(person, arrange, undefined, buildSwitchoverPlan);
const unattested = answering({ "point-of-no-return": "confirm" });
const state = async () => foldRun(await bench.events());
const notProven = "loss-not-proven-nothing";

test("takes users out before it takes the tail, proves that nothing is lost before mgc is brought online, and only then lets users in", async () => {
  bench = await switchover(unattested);
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  const done = events.flatMap((e) => (e.kind === "act-succeeded" ? [e.actId] : []));
  const wanted = [
    "clear-active-servers",
    "fingerprint-home:1",
    "fence-tail",
    "tail-against-redo:1",
    "bring-online",
    "fingerprints-equal",
    "set-pool-state",
    "set-active-servers",
  ];
  expect(done.filter((id) => wanted.includes(id))).toEqual(wanted);
  expect(lossOf(await state())).toMatchObject({ fewest: "0", most: "0" });
  expect(writableCopies(bench.servers)).toEqual([target]);
});

test("sends only what the plan shows, also to give users back", async () => {
  bench = await switchover(answering({ "point-of-no-return": "abort", "undo-fence": "undo-fence" }));
  bench.start();
  const events = await bench.ends();
  expect(strangeCommands(events, bench.plan)).toEqual([]);
  expect(bench.servers.active).toEqual([homeServer]);
  expect(writableCopies(bench.servers)).toEqual([home[0]]);
});

test("stops before the point of no return when the copy stands elsewhere than where home's log ends, and home answers: nobody may go on", async () => {
  bench = await switchover(answering({ [notProven]: "abort", "undo-fence": "undo-fence" }));
  bench.store.onAppend((e) => {
    const db = bench.servers.databases.get(target);
    if (e.kind === "step-entered" && e.stepId === "prove-no-loss" && db) db.redo = lsn(12);
  });
  bench.start();
  const asked = await bench.asked(notProven);
  expect(asked.choices.map((c) => c.id)).toEqual(["look-again", "abort"]);
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "aborted" });
  expect(bench.servers.sent.filter((c) => c.target === target).map((c) => c.text)).not.toContain(recovery);
  expect(writableCopies(bench.servers)).toEqual([home[0]]);
});

test("looks again when asked to, and goes on once it is proven", async () => {
  bench = await switchover(answering({ [notProven]: "look-again", "point-of-no-return": "confirm" }));
  let redo: string | null = null;
  bench.store.onAppend((e) => {
    const db = bench.servers.databases.get(target);
    if (!db) return;
    if (e.kind === "step-entered" && e.stepId === "prove-no-loss") [redo, db.redo] = [db.redo, lsn(12)];
    if (e.kind === "decision-asked" && e.decision.kind === notProven) db.redo = redo;
  });
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect((await state()).acts.get("tail-against-redo:2")?.status).toBe("done");
});

test("lets no user in to a copy that is not what home held", async () => {
  bench = await switchover(unattested);
  bench.servers.contents.set(target, "other");
  bench.start();
  const asked = await bench.asked("act-failed");
  expect(asked.actId).toBe("fingerprints-equal");
  expect(asked.choices.map((c) => c.id)).toEqual(["retry", "abort"]);
  expect(sentTexts(bench.servers)).not.toContain("Set-CsPersistentChatState");
});

test("goes on with what home said before its tail when home went silent as the tail was taken, and is RESTORING when it answers again", async () => {
  bench = await switchover(answering({ "point-of-no-return": "confirm", "effect-unknown": "retry" }));
  const { servers } = bench;
  servers.fate = (c) => (c.text.startsWith("BACKUP LOG") ? "lost-after" : "arrives");
  bench.store.onAppend((e) => {
    if (e.kind === "act-failed" && e.actId === "fence-tail") servers.reach.set(home[0], "unreachable");
    if (e.kind === "decision-asked" && e.decision.actId === "fence-tail") servers.reach.set(home[0], "up");
  });
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(servers.sent.filter((c) => c.text.startsWith("BACKUP LOG"))).toHaveLength(1);
  expect((await state()).acts.get("fingerprints-equal")?.status).toBe("done");
});

test("goes on as in a disaster when home dies before its tail was taken: only when a person says so, with his word, and with a loss", async () => {
  bench = await switchover(
    answering({
      [notProven]: "as-disaster",
      "act-failed": (_, d) => (d.choices.some((c) => c.id === "skip") ? { choice: "skip" } : null),
    }),
  );
  bench.store.onAppend((e) => {
    if (e.kind === "act-succeeded" && e.actId === "fence-mirroring-off")
      for (const name of home) bench.servers.reach.set(name, "unreachable");
  });
  bench.start();
  const asked = await bench.asked(notProven);
  expect(asked.choices.map((c) => c.id)).toEqual(["look-again", "as-disaster", "abort"]);
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(lossOf(await state())).not.toMatchObject({ most: "0" });
  const point = (await bench.events()).find(
    (e) => e.kind === "decision-asked" && e.decision.kind === "point-of-no-return",
  );
  expect(point).toMatchObject({ decision: { facts: { [`opposite:${home[0]}`]: "to be proven or attested" } } });
});

test("is refused while home does not serve: that is the failover's", async () => {
  const silent = failoverBench(unattested, () => undefined, undefined, buildSwitchoverPlan);
  await expect(silent).rejects.toThrow(/plan the failover/);
  bench = await switchover(unattested);
});

test("may not start while a home chat server does not say what it runs", async () => {
  bench = await switchover(unattested);
  const plan = await bench.store.plan("plan-1");
  expect(plan?.view.blocking).toEqual([]);
});
