import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Attestation, RunEvent } from "#lib/domain/run/journal.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { type FailbackWorld, writableSides } from "./testing/failback-world.ts";
import { home, target as other, pool } from "./testing/fake-pool.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const sent = (piece: string) => bench.servers.sent.filter((c) => c.target === home[0] && c.text.includes(piece));
/** Something happens in the world the moment an act is done. */
function whenDone(actId: string, then: (world: FailbackWorld) => void) {
  const isIt = (e: RunEvent) => e.kind === "act-succeeded" && e.actId === actId;
  bench.store.onAppend((e) => {
    if (isIt(e)) then(bench.servers);
  });
}

test.each([
  ["somebody makes the other copy writable again", "back-up-other", "restore-home", "RESTORE DATABASE"],
  ["somebody makes the other copy writable after the restore", "restore-home", "home-read-write", "READ_WRITE"],
] as const)("asks instead of going on when %s", async (_, after, actId, piece) => {
  bench = await failbackBench({ person: failbackPerson({ "home-still-answers": null }) });
  whenDone(after, (world) => {
    const copy = world.at.get(other)?.mgc;
    if (copy) copy.readOnly = false;
  });
  bench.start();
  const decision = await bench.asked("home-still-answers");
  await bench.pass(60_000);
  expect(decision.actId).toBe(actId);
  expect(decision.facts[other]).toContain("writable");
  expect(decision.facts.site).toBe(pool.sites.home);
  expect(sent(piece)).toEqual([]);
  expect(writableSides(bench.servers)).not.toContain(home[0]);
});

test("passes rule 1 once when two persons say so for these readings", async () => {
  bench = await failbackBench({ person: failbackPerson({ "home-still-answers": null, "check-failed": null }) });
  whenDone("fingerprint-home", (world) => {
    const copy = world.at.get(other)?.mgc;
    if (copy) copy.readOnly = false;
  });
  bench.start();
  const { id: decisionId } = await bench.asked("home-still-answers");
  await bench.says({ kind: "override-proposed", decisionId, person: "Giulia", personId: "1", reason: "users first" });
  await bench.says({ kind: "override-confirmed", decisionId, person: "Paolo", personId: "2", reason: "agreed" });
  await bench.until("home opens", () => sent("READ_WRITE").length > 0);
  expect((await bench.events()).filter((e) => e.kind === "override-used")).toHaveLength(1);
});

test("asks when the other instance falls silent and nobody attested that it is off", async () => {
  bench = await failbackBench({ person: failbackPerson({ "home-still-answers": null }) });
  whenDone("fingerprint-home", (world) => void world.reach.set(other, "unreachable"));
  bench.start();
  const decision = await bench.asked("home-still-answers");
  expect(decision.actId).toBe("home-read-write");
  expect(sent("READ_WRITE")).toEqual([]);
});

test("goes on with a fresh word of a person that the silent instance is off", async () => {
  const word = (confirmedAt: string): Attestation => ({
    instance: other,
    switchedOff: "unplugged",
    confirmedBy: "Marco Conti",
    confirmedAt,
  });
  bench = await failbackBench({
    person: (decision, b) => {
      if (decision.kind === "home-still-answers")
        return { choice: "retry", attestations: [word(b.clock.now().toISOString())] };
      return failbackPerson({ "check-failed": null })(decision, b);
    },
  });
  whenDone("fingerprint-home", (world) => void world.reach.set(other, "unreachable"));
  bench.start();
  await bench.until("home opens", () => sent("READ_WRITE").length > 0);
  expect(writableSides(bench.servers)).toContain(home[0]);
});

test("keeps home read-only when its fingerprint is not the other copy's, and offers no way past", async () => {
  bench = await failbackBench();
  whenDone("restore-home", (world) => void world.at.get(home[0])?.mgc?.messages.pop());
  bench.start();
  const decision = await bench.asked("act-failed");
  expect(decision.actId).toBe("fingerprints-equal");
  expect(decision.facts.error).toContain("messages 3 instead of 4");
  expect(decision.choices.map((c) => c.id)).toEqual(["retry", "abort"]);
  expect(sent("READ_WRITE")).toEqual([]);
});

test("does not replace the other copy while home does not serve, and offers neither attestation nor override", async () => {
  bench = await failbackBench({ person: failbackPerson({ "check-failed": null }) });
  whenDone("pin-reseed", (world) => {
    world.poolState = "FailedOver";
  });
  bench.start();
  const decision = await bench.asked("check-failed");
  expect(decision).toMatchObject({ actId: "reseed-other", facts: { check: "home-serves" } });
  expect(decision.choices.map((c) => c.id)).toEqual(["retry", "abort"]);
  expect(bench.servers.at.get(other)?.mgc?.messages).toEqual(["m1", "m2", "n1", "n2"]);
});

test("does not replace the other copy when somebody made it writable meanwhile", async () => {
  bench = await failbackBench({ person: failbackPerson({ "check-failed": null }) });
  whenDone("pin-reseed", (world) => {
    const copy = world.at.get(other)?.mgc;
    if (copy) copy.readOnly = false;
  });
  bench.start();
  const decision = await bench.asked("check-failed");
  expect(decision).toMatchObject({ actId: "reseed-other", facts: { check: "home-serves", [other]: "takes writes" } });
  expect(bench.servers.at.get(other)?.mgc?.state).toBe("ONLINE");
});

test("asks while somebody is still in the other mgc, and backs nothing up", async () => {
  bench = await failbackBench({
    returned: (world) => {
      const session = { spid: 77, program: "rtcchat", host: "pchat05", loginTime: "2026-11-21T09:00:00" };
      world.at.get(other)?.sessions.push(session);
    },
  });
  bench.start();
  const decision = await bench.asked("check-failed");
  expect(decision.facts).toMatchObject({ check: "nobody-in-mgc", sessions: "1" });
  expect(decision.choices.map((c) => c.id)).not.toContain("go-on");
});

test("lets a person sign for compliance events that wait", async () => {
  bench = await failbackBench({
    person: failbackPerson({ "check-failed": "go-on" }),
    returned: (world) => {
      Object.assign(world, { backlog: 12, adapterStuck: true });
    },
  });
  bench.start();
  const events = await bench.ends();
  const asked = events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.facts] : []));
  expect(asked).toContainEqual(expect.objectContaining({ check: "compliance-drained", waiting: "12" }));
});
