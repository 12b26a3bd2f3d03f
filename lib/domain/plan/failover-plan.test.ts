import { beforeEach, describe, expect, test } from "vitest";
import { StepError } from "#lib/domain/errors.ts";
import type { Finding } from "#lib/domain/run/journal.ts";
import type { Pool } from "#lib/domain/topology/pool.ts";
import { fakeCapture, home, pool, target } from "#lib/engine/testing/fake-pool.ts";
import { type FakeServers, fakeServers } from "#lib/engine/testing/fake-servers.ts";
import { quickClock } from "#lib/engine/testing/quick-clock.ts";
import { buildFailoverPlan } from "./failover-plan.ts";
import type { PlanLooks } from "./looks.ts";

const clock = quickClock();
let servers: FakeServers;
beforeEach(() => {
  servers = fakeServers(clock);
});

async function plan(over: Partial<PlanLooks> = {}, silentHosts: readonly string[] = []) {
  const net = {
    connect: async (host: string) => {
      if (silentHosts.includes(host))
        throw new StepError("unreachable", `${host}: no connection within 3000 ms`, { effect: "none" });
      return 3;
    },
  };
  const ports = {
    sql: servers.sql,
    shell: servers.shell,
    files: servers.files,
    net,
    clock,
    ids: { newId: () => "id" },
  };
  const samples = [1, 0].map((n) => ({
    instance: home[0],
    takenAt: new Date(clock.now().getTime() - 60_000 + n * 30_000).toISOString(),
    rooms: { "Room (1)": String(1_000 + n * 30) },
  }));
  return buildFailoverPlan({
    planId: "plan-1",
    pool,
    ports,
    evidence: {
      watermarks: async () => samples,
      newestCapture: async () => null,
      stranded: async () => [],
      markers: async () => [],
    },
    capture: fakeCapture(clock.now().toISOString()),
    earlierRuns: [],
    answers: [],
    openRun: null,
    order: "users-first",
    ...over,
  });
}

const findingOf = (findings: readonly Finding[], id: string) => findings.find((f) => f.checkId === id);

describe("next hop", () => {
  test("passes when it accepts a connection and is the one that Get-CsService reports", async () => {
    const found = findingOf((await plan()).view.findings, "next-hop");
    expect(found).toMatchObject({ verdict: "pass", facts: { name: "fe01.contoso.local", asked: "fe01:5061" } });
  });

  test("warns and names both when the pool file and the topology differ", async () => {
    const other: Pool = { ...pool, nextHop: { name: "fe99.contoso.local", host: "fe99", port: 5061 } };
    const found = findingOf((await plan({ pool: other })).view.findings, "next-hop");
    expect(found?.verdict).toBe("warn");
    expect(found?.facts.differs).toBe("the pool file says fe99.contoso.local, Get-CsService says fe01.contoso.local");
  });

  test("fails, without taking Start away, when it does not accept a connection", async () => {
    const { view } = await plan({}, ["fe01"]);
    expect(findingOf(view.findings, "next-hop")?.verdict).toBe("fail");
    expect(view.blocking).toEqual([]);
  });

  test("is unknown and says what to write when the pool file names none", async () => {
    const { nextHop: _gone, ...none } = pool;
    const found = findingOf((await plan({ pool: none })).view.findings, "next-hop");
    expect(found?.verdict).toBe("unknown");
    expect(found?.facts.remedy).toContain("nextHop: { name: fe01.contoso.local, host: <address>, port: 5061 }");
  });
});

describe("domain controllers", () => {
  test("pass while one accepts a connection, and each is named with its answer", async () => {
    const found = findingOf((await plan({}, ["dc01"])).view.findings, "domain-controller");
    expect(found?.verdict).toBe("pass");
    expect(found?.facts["dc01.contoso.local"]).toContain("no connection within");
  });

  test("fail when none accepts one", async () => {
    const found = findingOf((await plan({}, ["dc01", "dc02"])).view.findings, "domain-controller");
    expect(found?.verdict).toBe("fail");
  });

  test("are unknown when the pool file names none", async () => {
    const { domainControllers: _gone, ...none } = pool;
    expect(findingOf((await plan({ pool: none })).view.findings, "domain-controller")?.verdict).toBe("unknown");
  });
});

describe("last chance for the log", () => {
  test("writes down who was asked and when, when nothing at home answers", async () => {
    const { lastChance } = (await plan()).view;
    expect(lastChance).toMatchObject({ kind: "nothing-answers", saves: null });
    expect(lastChance?.asked.map((a) => a.instance)).toEqual([...home]);
  });

  test("says what a living principal would save: the loss of a failover now", async () => {
    servers.reach.set(home[0], "up");
    const { pinned, view } = await plan();
    const { lastChance, loss } = view;
    expect(lastChance).toMatchObject({ kind: "home-principal-answers", instance: home[0] });
    expect(lastChance?.isPlanned).toBe(pinned.fence !== undefined);
    expect(lastChance?.saves).toEqual({ fewest: loss?.fewest, most: loss?.most, since: loss?.completeUpTo });
  });

  test("says how a living mirror stands to its principal", async () => {
    servers.reach.set(home[1], "up");
    const mirror = servers.databases.get(home[1]);
    if (mirror) mirror.mirroring = "DISCONNECTED";
    const { lastChance } = (await plan()).view;
    expect(lastChance).toMatchObject({ kind: "home-mirror-alive", instance: home[1], mirroring: "DISCONNECTED" });
    expect(lastChance?.saves).not.toBeNull();
  });
});

test("pins the capture by its id and shows the age of each half", async () => {
  const { pinned, view } = await plan();
  expect([pinned.captureId, view.capture?.id]).toEqual(["capture-1", "capture-1"]);
  expect(view.capture?.halves.map((h) => h.name)).toContain(target);
  expect(findingOf(view.findings, "capture-age")?.verdict).toBe("pass");
});

test("is unknown about the capture when none was ever taken", async () => {
  const { pinned, view } = await plan({ capture: null });
  expect([pinned.captureId, view.capture, findingOf(view.findings, "capture-age")?.verdict]).toEqual([
    null,
    null,
    "unknown",
  ]);
});

test("another order is another plan with the same findings and both finishing times", async () => {
  const [one, other] = [await plan(), await plan({ order: "protection-first" })];
  expect(other.pinned.steps.map((s) => s.id)).not.toEqual(one.pinned.steps.map((s) => s.id));
  expect(other.view.time).toEqual(one.view.time);
  expect(other.view.findings.map((f) => [f.checkId, f.verdict])).toEqual(
    one.view.findings.map((f) => [f.checkId, f.verdict]),
  );
});

test("takes the pace of the lanes from what log shipping's own jobs logged, and the load from the listings", async () => {
  const { sql } = servers;
  const logged = (second: number, message: string) => ({
    agentType: 2,
    sessionId: 1,
    loggedUtc: `2026-11-21T09:00:0${second}.000Z`,
    message,
  });
  const read: typeof sql.read = async (query, row) => {
    if (query.text.includes("restorehistory")) return [row.parse({ file: "D:\\LogShip\\mgc\\mgc_7.trn" })];
    if (query.text.includes("history_detail"))
      return [logged(5, "Restored 'mgc_7.trn'"), logged(0, "Starting")].map((each) => row.parse(each));
    return sql.read(query, row);
  };
  const files = {
    ...servers.files,
    list: async (folder: string) =>
      (folder === "backupShare" ? [7, 8, 9] : [7, 8]).map((n) => ({
        name: `mgc_${n}.trn`,
        sizeBytes: 5_000n,
        modifiedAt: `2026-11-21T09:0${n}:00.000Z`,
      })),
  };
  const ports = { ...servers, sql: { ...sql, read }, files, clock, ids: { newId: () => "id" } };
  const { steps } = (await plan({ ports })).view;
  const estimateOf = (id: string) => steps.find((s) => s.id === id)?.estimate;
  expect(estimateOf("apply-log-backups")).toEqual({
    fewest: 10,
    most: 10,
    basis: { kind: "bytes-by-rate", bytes: "10000", files: 2, bytesPerSecond: 1_000, from: "log-shipping" },
  });
  expect(estimateOf("copy-log-backups")?.basis).toEqual({ kind: "not-measured", bytes: "5000" });
});
