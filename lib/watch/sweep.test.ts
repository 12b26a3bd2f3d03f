import { describe, expect, it } from "vitest";
import { readInstance } from "#lib/domain/health/read-instance.ts";
import type { OverviewView } from "#lib/domain/views/overview-view.ts";
import { fakeClock } from "#lib/watch/testing/fake-clock.ts";
import { fakePorts, healthyServers, healthyShell, testPool } from "./fakes.ts";
import { makeSweep } from "./sweep.ts";
import { fakeStore } from "./testing/fake-store.ts";

/** Where hours pass: what only the named checks need is read seldom, the rest just often enough not to grow old. */
const seldom = {
  instance: 15_000,
  logShipping: 15_000,
  lync: 15_000,
  share: 15_000,
  run: 15_000,
  homeReturn: 15_000,
  work: 600_000,
  parity: 600_000,
  chain: 600_000,
  nextHop: 600_000,
  recoveryTime: 600_000,
  figures: 600_000,
  windowsService: 60_000,
};

function setUp(intervals: Parameters<typeof makeSweep>[0]["intervals"] = {}) {
  const clock = fakeClock();
  const servers = healthyServers();
  const shell = healthyShell();
  const store = fakeStore();
  const published: OverviewView[] = [];
  const errors: string[] = [];
  const ports = fakePorts(clock, servers, shell);
  const report = (source: string, error: unknown) => void errors.push(`${source}: ${String(error)}`);
  const sweep = makeSweep({
    pool: testPool,
    ports,
    store,
    publish: (view) => void published.push(view),
    report,
    intervals,
  });
  return { clock, servers, shell, store, published, errors, ports, sweep };
}
const server = (servers: ReturnType<typeof healthyServers>, name: string) => {
  const found = servers[name];
  if (found === undefined) throw new Error(name);
  return found;
};

describe("readInstance", () => {
  it("reads role, writability, redo start and the sessions of others", async () => {
    const { ports, servers } = setUp();
    const principal = await readInstance(ports, testPool, "h1");
    expect(principal).toMatchObject({
      writable: true,
      role: "principal",
      redoStartLsn: "18000000005000001",
      clockOffsetMs: 0,
    });
    expect(principal.sessions.map((each) => each.sessionId)).toEqual([62]);
    expect(await readInstance(ports, testPool, "h2")).toMatchObject({ writable: false, role: "mirror" });
    expect(await readInstance(ports, testPool, "o1")).toMatchObject({ writable: false, role: "secondary" });
    expect(await readInstance(ports, testPool, "o2")).toMatchObject({
      mgcState: "absent",
      writable: false,
      role: "none",
    });
    server(servers, "h1").state.isReadOnly = true;
    expect((await readInstance(ports, testPool, "h1")).writable).toBe(false);
    server(servers, "o1").state = { ...server(servers, "o1").state, stateDesc: "ONLINE", isInStandby: true };
    expect(await readInstance(ports, testPool, "o1")).toMatchObject({ writable: false, role: "secondary" });
  });
});

describe("the sweep", () => {
  it("becomes protected once every source was read, and publishes at most once a second", async () => {
    const { clock, published, sweep, errors } = setUp();
    expect(sweep.current()).toBeNull();
    sweep.start();
    await clock.advance(10_000);
    const view = published.at(-1);
    expect(errors).toEqual([]);
    expect(view?.verdict).toEqual({ kind: "protected", reasons: [] });
    expect(published.length).toBeLessThanOrEqual(11);
    expect(view?.chatServers[0]).toMatchObject({ active: true, serviceState: "Running", replicaUpToDate: true });
    expect(view?.chatServers[0]?.lastPingAt).not.toBeNull();
    expect(view?.logShipping.value).toMatchObject({ copyLagSeconds: 10, restoreLagSeconds: 10, removed: false });
    await sweep.stop();
  });

  it("goes on with all other sources when one instance hangs, and keeps its last value with its age and error", async () => {
    const { clock, servers, sweep } = setUp();
    sweep.start();
    await clock.advance(5_000);
    server(servers, "h2").fault = "hangs";
    await clock.advance(60_000);
    const view = sweep.current();
    const [h1, h2] = view?.instances ?? [];
    expect(h2?.state).toMatchObject({ error: "no answer within 25 s", value: { mgcState: "RESTORING" } });
    expect(Date.parse(h2?.state.at ?? "")).toBeLessThanOrEqual(Date.parse("2026-11-21T10:00:05Z"));
    expect(Date.parse(h1?.state.at ?? "")).toBeGreaterThanOrEqual(Date.parse("2026-11-21T10:01:02Z"));
    expect(view?.verdict.kind).toBe("not-proven");
    await sweep.stop();
  });

  it.each([
    ["denies", "denied"],
    ["refuses-login", "error"],
    ["unreachable", undefined],
  ] as const)("tells an instance that %s from the others", async (fault, refusal) => {
    const { clock, servers, sweep } = setUp();
    server(servers, "h2").fault = fault;
    sweep.start();
    await clock.advance(5_000);
    const h2 = sweep.current()?.instances[1];
    expect(h2?.state.value).toBeNull();
    expect(h2?.refusal).toBe(refusal);
    server(servers, "h2").fault = "none";
    await clock.advance(60_000);
    expect(sweep.current()?.instances[1]?.refusal).toBeUndefined();
    await sweep.stop();
  });

  it("names two writable copies at the next reading", async () => {
    const { clock, servers, sweep } = setUp();
    sweep.start();
    await clock.advance(4_000);
    server(servers, "o1").state.stateDesc = "ONLINE";
    await clock.advance(4_000);
    expect(sweep.current()?.verdict.kind).toBe("two-writable-copies");
    await sweep.stop();
  });

  it("measures the backup lag from the share while home is silent", async () => {
    const { clock, servers, sweep } = setUp();
    for (const name of ["h1", "h2"]) server(servers, name).fault = "unreachable";
    sweep.start();
    await clock.advance(9_000);
    expect(sweep.current()?.logShipping.value).toMatchObject({
      backupLagSeconds: 19,
      lastBackupFile: "mgc_20261121095950.trn",
    });
    await sweep.stop();
  });

  it("stops while a source hangs, and publishes nothing afterwards", async () => {
    const { clock, servers, published, sweep } = setUp();
    server(servers, "h1").fault = "hangs";
    sweep.start();
    await clock.advance(2_000);
    await sweep.stop();
    const count = published.length;
    await clock.advance(60_000);
    expect(published.length).toBe(count);
  });

  it("samples a watermark soon after the live principal is known, then every minute", async () => {
    const { clock, store, sweep } = setUp();
    sweep.start();
    await clock.advance(125_000);
    expect(store.saved.length).toBe(3);
    expect(store.saved[0]).toMatchObject({ instance: "h1", rooms: { "Desk (7)": "41" } });
    expect(sweep.current()?.watermarks.value).toEqual({ rooms: 1, messages: "41" });
    await sweep.stop();
  });

  it("captures when something changed and at least hourly, and keeps the older half of a silent instance", async () => {
    const { clock, servers, store, shell, sweep } = setUp(seldom);
    sweep.start();
    await clock.advance(130_000);
    expect(store.captures.length).toBe(1);
    const first = store.captures[0]?.halves;
    expect(Object.keys(first ?? {})).toEqual(["instance:h1", "instance:h2", "instance:o1", "instance:o2", "lync"]);
    server(servers, "h2").fault = "unreachable";
    shell["Get-CsService"] = [{ ...shell["Get-CsService"]?.[0], ActiveServers: ["pchat01.contoso.local", "x"] }];
    await clock.advance(60_000);
    expect(store.captures.length).toBe(2);
    expect(store.captures[0]?.halves["instance:h2"]?.at).toBe(first?.["instance:h2"]?.at);
    await clock.advance(3_700_000);
    expect(store.captures.length).toBe(3);
    await sweep.stop();
  }, 120_000);

  it("takes no capture after log shipping was removed or the pool failed over", async () => {
    const { clock, servers, store, shell, sweep } = setUp();
    delete server(servers, "o1").secondary;
    sweep.start();
    await clock.advance(20_000);
    expect(sweep.current()?.logShipping.value?.removed).toBe(true);
    shell["Get-CsPersistentChatState"] = [
      { Identity: "PersistentChatServer:pchatpool.contoso.local", PoolState: "FailedOver" },
    ];
    await clock.advance(70_000);
    expect(sweep.current()?.verdict.kind).toBe("failed-over");
    expect(store.captures).toEqual([]);
    await sweep.stop();
  });
});
