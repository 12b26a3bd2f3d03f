import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type FailbackBench, failbackBench, failbackPerson } from "./testing/failback-bench.ts";
import { blank, type FailbackWorld, writableSides } from "./testing/failback-world.ts";
import { home, target as other } from "./testing/fake-pool.ts";

let bench: FailbackBench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const all = ["m1", "m2", "n1", "n2"];
const at = (world: FailbackWorld, name: string) => {
  const found = world.at.get(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const wiped = (world: FailbackWorld) => {
  for (const name of home) {
    Object.assign(at(world, name), { primary: null });
    at(world, name).jobs.clear();
  }
};
const unmirrored = (state: string) => (world: FailbackWorld) => {
  for (const name of home) at(world, name).mgc = blank({ state, messages: ["m1", "m2", "stranded"] });
};

const states: Readonly<Record<string, (world: FailbackWorld) => void>> = {
  "with its msdb wiped": wiped,
  "stale and not mirrored": unmirrored("ONLINE"),
  "RESTORING on both instances": unmirrored("RESTORING"),
  SUSPECT: unmirrored("SUSPECT"),
  "as two blank instances": (world) => {
    wiped(world);
    for (const name of home) at(world, name).mgc = null;
  },
  "with the mirror as its last principal": (world) => {
    const [a, b] = home.map((name) => at(world, name).mgc);
    if (a && b) {
      Object.assign(a, { role: "MIRROR", state: "RESTORING" });
      Object.assign(b, { role: "PRINCIPAL", state: "ONLINE" });
    }
  },
};

test.each(Object.keys(states))("brings the data home when home came back %s", async (name) => {
  bench = await failbackBench({ ...(states[name] ? { returned: states[name] } : {}) });
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded" });
  expect(at(bench.servers, home[0]).mgc).toMatchObject({ state: "ONLINE", messages: all, role: "PRINCIPAL" });
  expect(at(bench.servers, home[0]).primary).not.toBeNull();
  expect(at(bench.servers, other).mgc?.state).toBe("RESTORING");
  expect(writableSides(bench.servers)).toEqual([home[0]]);
  expect(bench.servers.violations).toEqual([]);
});

test("keeps the last principal's messages when that was home's mirror instance", async () => {
  bench = await failbackBench({ returned: states["with the mirror as its last principal"] ?? (() => undefined) });
  bench.start();
  await bench.ends();
  const kept = bench.servers.files.get(bench.plan.failback?.files.safe[home[1]] ?? "");
  expect(kept?.copy.messages).toContain("stranded");
});

test("names a copy that does not open before it is overwritten", async () => {
  bench = await failbackBench({
    returned: unmirrored("SUSPECT"),
    person: failbackPerson({ "stranded-messages": null }),
  });
  bench.start();
  const decision = await bench.asked("stranded-messages");
  expect(decision.facts[home[0]]).toContain("SUSPECT: does not open");
});

test("asks nothing about stranded messages when home is blank", async () => {
  bench = await failbackBench({ returned: states["as two blank instances"] ?? (() => undefined) });
  bench.start();
  const events = await bench.ends();
  expect(events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : []))).not.toContain(
    "stranded-messages",
  );
});

test("goes on without a mirror when home's second instance stays away, and names the gap", async () => {
  bench = await failbackBench({
    returned: (world) => void world.reach.set(home[1], "unreachable"),
    person: failbackPerson({ "check-failed": "go-on" }),
  });
  bench.start();
  const events = await bench.ends();
  expect(at(bench.servers, home[0]).mgc).toMatchObject({ state: "ONLINE", role: null, messages: all });
  const gaps = events.filter((e) => e.kind === "check-recorded" && e.finding.verdict === "warn");
  expect(gaps.map((e) => (e.kind === "check-recorded" ? e.finding.checkId : ""))).toContain("mirror-synchronized");
});

test("makes a captured Windows login again and names the SQL login that a person must make", async () => {
  bench = await failbackBench({
    returned: (world) => void at(world, home[0]).orphans.push("CONTOSO\\svc-pchat", "pchat_reports"),
    person: failbackPerson({ "check-failed": "go-on" }),
  });
  bench.start();
  const events = await bench.ends();
  expect(at(bench.servers, home[0]).orphans).toEqual(["pchat_reports"]);
  const asked = events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.facts] : []));
  expect(asked).toContainEqual(expect.objectContaining({ check: "users-have-logins", orphans: "pchat_reports" }));
});
