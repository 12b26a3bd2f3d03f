import { expect, test } from "vitest";
import type { OverviewView, Reading } from "#lib/domain/views/overview-view.ts";
import { readiness } from "./readiness.ts";

const now = "2026-11-21T02:00:00.000Z";
const read = <T>(value: T): Reading<T> => ({ value, at: now, error: null });
const never = { value: null, at: null, error: "no answer" };

const healthy: OverviewView = {
  poolFqdn: "pool.example",
  homeName: "Milano",
  otherName: "Torino",
  poolState: read("Normal"),
  activeServers: read(["a.example"]),
  managementStore: read("fe02.example"),
  instances: [
    {
      name: "sqlmi01\\PCHAT",
      site: "home",
      duties: ["home A"],
      state: read({
        productVersion: "12.0.6024.0",
        edition: "Standard",
        mgcState: "ONLINE",
        writable: true,
        role: "principal" as const,
        mirroringState: "SYNCHRONIZED",
        witnessState: null,
        redoStartLsn: null,
        sessionsInMgc: 4,
        clockOffsetMs: 0,
      }),
    },
  ],
  logShipping: read({
    backupLagSeconds: 7,
    copyLagSeconds: 10,
    restoreLagSeconds: 10,
    lastBackupFile: null,
    lastCopiedFile: null,
    lastRestoredFile: null,
    removed: false,
  }),
  chatServers: [
    {
      fqdn: "b.example",
      site: "other",
      active: false,
      lastPingAt: null,
      serviceState: "Running",
      replicaUpToDate: true,
      at: now,
    },
  ],
  share: read({ files: 3, newest: null }),
  watermarks: read({ rooms: 6, messages: "270" }),
  captureAt: now,
  verdict: { kind: "protected", reasons: [] },
  recoveryPointSeconds: 17,
  targets: { recoveryPointSeconds: 900, recoveryTimeSeconds: 1800 },
  consoleStandsIn: "third",
  serverNow: now,
  activeRun: null,
  offers: {
    failover: null,
    "mirror-failover": null,
    failback: { fact: "not-failed-over", who: "nobody-needed" },
    "fence-returned-home": { fact: "not-failed-over", who: "nobody-needed" },
    "re-protect": { fact: "shipping-runs", who: "nobody-needed" },
  },
  homeReturn: null,
};

const words = (view: OverviewView) => Object.fromEntries(readiness(view).map((row) => [row.id, row.word]));

test("passes everything when everything was read and is good", () => {
  expect(new Set(Object.values(words(healthy)))).toEqual(new Set(["pass"]));
});

test("never passes what could not be read", () => {
  const view: OverviewView = {
    ...healthy,
    instances: healthy.instances.map((each) => ({ ...each, state: { ...each.state, error: "no answer" } })),
    logShipping: never,
    chatServers: healthy.chatServers.map((each) => ({ ...each, serviceState: null, replicaUpToDate: null })),
    share: never,
    watermarks: never,
    captureAt: null,
    recoveryPointSeconds: null,
  };
  const { place, ...rest } = words(view);
  expect(place).toBe("pass");
  expect(new Set(Object.values(rest))).toEqual(new Set(["unknown"]));
});

test("warns of a service that is seen stopped, although another was not read", () => {
  const [server] = healthy.chatServers;
  const view: OverviewView = {
    ...healthy,
    chatServers: server
      ? [
          { ...server, serviceState: "Stopped" },
          { ...server, serviceState: null },
        ]
      : [],
  };
  expect(words(view).services).toBe("warn");
});

test("fails log shipping that was removed, a loss over the target and a console at home", () => {
  const view: OverviewView = {
    ...healthy,
    logShipping: {
      ...healthy.logShipping,
      value: healthy.logShipping.value && { ...healthy.logShipping.value, removed: true },
    },
    recoveryPointSeconds: 901,
    consoleStandsIn: "home",
  };
  expect(words(view)).toMatchObject({ shipping: "fail", point: "fail", place: "fail" });
});
