import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { type Check, directions } from "./check.ts";
import { checks } from "./checks/all.ts";
import { judgeAll, readinessOf, worst } from "./judge-all.ts";
import type { HealthReadings } from "./readings.ts";
import { type Change, instance, mgc, parity, problem, work } from "./testing/changes.ts";
import { read } from "./testing/healthy-instances.ts";
import { healthyReadings, now, pool } from "./testing/healthy-readings.ts";
import { turned } from "./testing/turned.ts";

const judge = (change: Change = () => ({}), at = now) => {
  const seen = { ...healthyReadings(), ...change(healthyReadings()) };
  return judgeAll({ pool, seen, now: at });
};
const stateOf = (id: string, change?: Change) => judge(change).find((view) => view.id === id)?.state;

/** Checks of the pool file alone: turned by another file, not by another reading. */
const ofTheFile = ["folder-place", "console-place"];

describe("the registry", () => {
  it("has at least 40 checks with one id each, and each is turned below", () => {
    const ids = checks.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(40);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...turned.map(([id]) => id), ...ofTheFile].sort()).toEqual([...ids].sort());
  });

  it("has title, reason and remedy for each", () => {
    const texts: Record<string, Record<string, string>> = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../../messages/en.json"), "utf8"),
    ).health.checks;
    expect(Object.keys(texts).sort()).toEqual(checks.map(({ id }) => id).sort());
    for (const { title, why, remedy } of Object.values(texts)) expect([title, why, remedy].every(Boolean)).toBe(true);
  });
});

test("everything is good when everything was read and is good; what a failed over pool is asked is not available at home", () => {
  expect(judge().flatMap(({ id, state }) => (state === "good" ? [] : [`${id} ${state}`]))).toEqual([
    "serving-backups not-available",
  ]);
});

test("what serves after a failover is good as long as log backups of its own go on, by the console's clock", () => {
  const since = (at: string) => (seen: HealthReadings) => ({
    poolState: read("FailedOver"),
    ...work("h1", () => ({ newestLogBackup: { value: "300", since: at } }))(seen),
  });
  expect(stateOf("serving-backups", since("2026-11-21T09:50:00.000Z"))).toBe("good");
  expect(stateOf("serving-backups", since("2026-11-21T09:40:00.000Z"))).toBe("bad");
});

test.each(turned)("%s turns %s", (id, state, change) => {
  expect(stateOf(id, change)).toBe(state);
});

test("the two checks of the pool file turn with it", () => {
  const home = { asServer: "\\\\h\\s", asConsole: "/s", hostedIn: "home" } as const;
  const other = {
    ...pool,
    consoleStandsIn: "home" as const,
    folders: { ...pool.folders, backupShare: home, copyFolder: home },
  };
  const views = judgeAll({ pool: other, seen: healthyReadings(), now });
  expect(ofTheFile.map((id) => views.find((view) => view.id === id)?.state)).toEqual(["bad", "bad"]);
});

test("nothing counts as good that was never read, failed, or is old", () => {
  const seen = healthyReadings();
  const spoil = (reading: unknown, how: "never" | "failed"): unknown => {
    if (typeof reading !== "object" || reading === null) return null;
    if ("error" in reading)
      return how === "never" ? { value: null, at: null, error: null } : { ...reading, error: "no answer" };
    return Object.fromEntries(Object.entries(reading).map(([key, value]) => [key, spoil(value, how)]));
  };
  for (const how of ["never", "failed"] as const) {
    const views = judgeAll({ pool, seen: spoil(seen, how) as HealthReadings, now });
    expect(views.filter((view) => view.state === "good").map(({ id }) => id)).toEqual(ofTheFile);
  }
  const later = judge(() => ({}), "2026-11-21T11:00:00.000Z");
  expect(later.filter((view) => view.state === "good").map(({ id }) => id)).toEqual([...ofTheFile, "capture-age"]);
});

test("what a version lacks is not available, what the rights hide is unknown and says so", () => {
  const lacks = work("h1", () => ({ services: { kind: "not-available", why: "Invalid object name" } }));
  const of = (change: Change) =>
    judge(change)
      .find(({ id }) => id === "sql-services")
      ?.results.find(({ target }) => target === "h1");
  expect(of(lacks)?.state).toBe("not-available");
  expect(stateOf("sql-services", lacks)).toBe("good");
  const hidden = of(work("h1", () => ({ services: { kind: "not-visible", why: "VIEW SERVER STATE" } })));
  expect(hidden?.state).toBe("unknown");
  expect(hidden?.facts.why).toMatch(/^not visible with these rights/);
});

test("a closed database says nothing about a sysadmin's rights", () => {
  const closed = { inDatabase: "mgccomp", name: "tblComplianceData", mayRead: null };
  const refused = { inDatabase: "mgc", name: "tblNode", mayRead: false };
  const chatRights = (...value: readonly (typeof closed | typeof refused)[]) =>
    stateOf("console-rights", parity("h1", { chatRights: { kind: "read", value } }));
  expect([chatRights(closed), chatRights(refused)]).toEqual(["good", "warning"]);
});

test("clocks half an hour wrong in any direction change no verdict of any direction", () => {
  const before = readiness(() => ({}));
  for (const minutes of [-30, -5, 5, 30])
    for (const name of ["h1", "h2", "o1", "o2"])
      expect(readiness(instance(name, { clockOffsetMs: minutes * 60_000 }))).toEqual(before);
});

const readiness = (change: Change) => {
  const seen = { ...healthyReadings(), ...change(healthyReadings()) };
  return readinessOf(judgeAll({ pool, seen, now }), { seen }).map(({ direction, kind }) => [direction, kind]);
};

describe("readiness", () => {
  it("has one verdict a direction; there is nothing to bring back while the pool is at home", () => {
    expect(readiness(() => ({}))).toEqual([
      ["failover", "ready"],
      ["switchover", "ready"],
      ["failback", "not-now"],
      ["mirror-failover", "ready"],
    ]);
    expect(directions).toEqual(["failover", "switchover", "failback", "mirror-failover"]);
  });

  it("is not ready over a bad check, not proven over an unknown one, and unmoved by a warning", () => {
    expect(readiness(problem("gap", "broken"))[0]).toEqual(["failover", "not-ready"]);
    expect(readiness(() => ({ chain: { value: null, at: null, error: "no answer" } }))[0]).toEqual([
      "failover",
      "not-proven",
    ]);
    expect(readiness(problem("duplicate", "odd"))[0]).toEqual(["failover", "ready"]);
    expect(readiness(mgc("h1", { mirroringState: "SUSPENDED" }))[3]).toEqual(["mirror-failover", "not-ready"]);
  });

  it("asks of a switchover only what a planned move needs: a mirror out of step and a missed target do not hold it up", () => {
    expect(readiness(mgc("h1", { mirroringState: "SUSPENDED" })).slice(0, 2)).toEqual([
      ["failover", "not-ready"],
      ["switchover", "ready"],
    ]);
    expect(readiness(problem("gap", "broken"))[1]).toEqual(["switchover", "not-ready"]);
    const silent: Change = (seen) => ({
      instances: { ...seen.instances, h1: { value: null, at: null, error: "no answer" } },
    });
    expect(readiness(silent)[1]).toEqual(["switchover", "not-proven"]);
  });

  it("asks nothing of log shipping once the pool is failed over, and judges the way back", () => {
    const seen = { ...healthyReadings(), poolState: read("FailedOver") };
    const views = judgeAll({ pool, seen, now });
    expect(views.find(({ id }) => id === "chain-unbroken")?.state).toBe("not-available");
    expect(readinessOf(views, { seen }).map(({ kind }) => kind)).toEqual(["not-now", "not-now", "ready", "ready"]);
  });
});

test("a check that throws is unknown and says why, and the worst state wins", () => {
  const broken: Check = {
    id: "x",
    family: "pool",
    everySeconds: 1,
    cost: "none",
    threshold: null,
    needed: [],
    judge: () => {
      throw new TypeError("no such thing");
    },
  };
  expect(judgeAll({ pool, seen: healthyReadings(), now }, [broken])[0]?.results[0]).toMatchObject({
    state: "unknown",
    facts: { why: "no such thing" },
  });
  expect(worst(["good", "not-available", "warning"])).toBe("warning");
  expect(worst(["good", "unknown", "bad"])).toBe("bad");
  expect(worst([])).toBe("unknown");
});
