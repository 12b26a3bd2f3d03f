import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { complianceReinstalled, fullyMirrored } from "./testing/failback-mirrored.ts";
import { type FailbackWorld, otherMirror, witnessAddress } from "./testing/failback-world.ts";
import { home, target as other } from "./testing/fake-pool.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const sent = () => bench.servers.sent.map((c) => `${c.target}: ${c.text} ${JSON.stringify(c.parameters)}`);
const mirrors = () => sent().filter((text) => text.includes("PersistentChatCompliance"));
const witnesses = () => sent().filter((text) => text.includes("SET WITNESS"));
const newest = (events: readonly RunEvent[], checkId: string) =>
  events.flatMap((e) => (e.kind === "check-recorded" && e.finding.checkId === checkId ? [e.finding] : [])).at(-1);

async function toTheEnd(story: Parameters<typeof failbackBench>[0] = {}) {
  bench = await failbackBench({ healthy: fullyMirrored, ...story });
  bench.start();
  return bench.ends();
}

test.each(["full-restore", "log-swap"] as const)(
  "leaves nothing open when home was rebuilt: witness and every mgccomp are as in the picture from before, by %s",
  async (way) => {
    const events = await toTheEnd({ way, returned: complianceReinstalled });
    expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
    expect(newest(events, "as-before")).toMatchObject({ verdict: "pass", facts: { differ: "nothing" } });
    const checks = events.flatMap((e) => (e.kind === "check-recorded" ? [e.finding.checkId] : []));
    const open = [...new Set(checks)].filter((id) => newest(events, id)?.verdict !== "pass");
    // Chat servers of these fakes ping and open no sessions, and nobody wrote a marker there.
    expect(open).toEqual(["sessions-in-mgc", "marker-readable"]);
    expect(bench.servers.at.get(home[0])?.mgc).toMatchObject({ role: "PRINCIPAL", witness: witnessAddress });
    expect(bench.servers.at.get(home[0])?.mgccomp).toMatchObject({ role: "PRINCIPAL", witness: witnessAddress });
    expect(bench.servers.at.get(home[1])?.mgccomp).toMatchObject({ role: "MIRROR" });
    expect(bench.servers.at.get(other)?.mgccomp).toMatchObject({ role: "PRINCIPAL", witness: null });
    expect(bench.servers.at.get(otherMirror)?.mgccomp).toMatchObject({ role: "MIRROR" });
    expect(mirrors().map((text) => /SqlServerFqdn":"([^"]+)"/.exec(text)?.[1])).toEqual([
      "sqlmi01.contoso.local",
      "sqlto01.contoso.local",
    ]);
    expect(strangeCommands(events, bench.plan)).toEqual([]);
  },
);

test("takes mirroring of mgccomp in the other site apart before its copy is backed up, as printed step 2 says", async () => {
  await toTheEnd();
  const off = sent().findIndex((text) => text.startsWith(other) && text.includes("[mgccomp] SET PARTNER OFF"));
  const backup = sent().findIndex((text) => text.startsWith(other) && text.includes("BACKUP DATABASE"));
  expect(off).toBeGreaterThanOrEqual(0);
  expect(off).toBeLessThan(backup);
});

test("leaves mgccomp of a home that came back whole as it is, and sends no witness that the set-up has set", async () => {
  const withTopology = (world: FailbackWorld) => {
    fullyMirrored(world);
    world.witness.inTopology = true;
  };
  const events = await toTheEnd({ healthy: withTopology });
  expect(newest(events, "as-before")).toMatchObject({ verdict: "pass" });
  expect(mirrors().filter((text) => text.includes("sqlmi01"))).toEqual([]);
  expect(witnesses()).toEqual([]);
  expect(newest(events, "witness-connected")).toMatchObject({ verdict: "pass" });
});

test("a witness that is gone is asked about with its cause, may be left out at its price, and stays named", async () => {
  const asked: Readonly<Record<string, string>>[] = [];
  const events = await toTheEnd({
    returned: (world) => {
      world.witness.up = false;
    },
    person: (decision, b) => {
      if (decision.kind === "act-failed") asked.push(decision.facts);
      return failbackPerson({ "act-failed": "skip", "check-failed": "go-on" })(decision, b);
    },
  });
  expect(asked[0]).toMatchObject({ price: "no-witness", number: "1456" });
  expect(newest(events, "witness-connected")).toMatchObject({ verdict: "fail" });
  expect(newest(events, "as-before")?.facts.differ).toContain(`it was ${witnessAddress}`);
});

test("does not drop a mirror's mgccomp that holds events nobody wrote out, and says where they lie", async () => {
  const events = await toTheEnd({
    returned: (world) => {
      complianceReinstalled(world);
      const b = world.at.get(home[1]);
      if (b) b.mgccomp = { state: "ONLINE", role: null, mirroring: null, partner: null, witness: null };
      world.strandedEvents = 7;
    },
    person: failbackPerson({ "act-failed": "skip", "check-failed": "go-on" }),
  });
  const failures = events.flatMap((e) => (e.kind === "act-failed" ? [e.error.message] : []));
  expect(failures[0]).toContain(`mgccomp on ${home[1]} is dropped by this, and holds 7 compliance events`);
  expect(bench.servers.at.get(home[1])?.mgccomp).toMatchObject({ state: "ONLINE" });
  expect(newest(events, "compliance-mirrored")).toMatchObject({ verdict: "warn" });
});

test("names Topology Builder when a rebuilt home has no mgccomp at all", async () => {
  bench = await failbackBench({
    healthy: fullyMirrored,
    returned: (world) => {
      for (const name of home) Object.assign(world.at.get(name) ?? {}, { mgccomp: null });
    },
  });
  bench.start();
  const { facts } = await bench.asked("act-failed");
  expect(facts).toMatchObject({ price: "no-compliance-mirror" });
  expect(facts.error).toContain("Install it there with Topology Builder");
});
