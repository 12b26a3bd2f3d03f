import { describe, expect, it } from "vitest";
import type { InstanceView, Reading } from "#lib/domain/views/overview-view.ts";
import { overviewVerdict, type VerdictInput } from "./verdict.ts";

const now = "2026-11-21T10:00:00.000Z";
const read = <T>(value: T): Reading<T> => ({ value, at: "2026-11-21T09:59:58.000Z", error: null });
type State = NonNullable<InstanceView["state"]["value"]>;

function instance(name: string, duty: string, state: Partial<State>): InstanceView {
  const full: State = {
    productVersion: "10.50.6000.34",
    edition: "Standard Edition (64-bit)",
    mgcState: "RESTORING",
    writable: false,
    role: "none",
    mirroringState: null,
    witnessState: null,
    redoStartLsn: null,
    sessionsInMgc: 0,
    clockOffsetMs: 0,
    ...state,
  };
  return { name, site: duty.startsWith("home") ? "home" : "other", duties: [duty], state: read(full) };
}

const principal = instance("h1", "home A", {
  mgcState: "ONLINE",
  writable: true,
  role: "principal",
  mirroringState: "SYNCHRONIZED",
});
const mirror = instance("h2", "home B", { role: "mirror", mirroringState: "SYNCHRONIZED" });
const secondary = instance("o1", "other A", { role: "secondary" });
const spare = instance("o2", "other B", { mgcState: "absent" });
const shipping = {
  backupLagSeconds: 10,
  copyLagSeconds: 5,
  restoreLagSeconds: 15,
  lastBackupFile: "c",
  lastCopiedFile: "b",
  lastRestoredFile: "a",
  removed: false,
};
const good: VerdictInput = {
  instances: [principal, mirror, secondary, spare],
  poolState: read("Normal"),
  activeServers: read(["pchat01.contoso.local"]),
  siteOfChatServer: { "pchat01.contoso.local": "home", "pchat05.contoso.local": "other" },
  logShipping: read(shipping),
  recoveryPointSeconds: 15,
  targetSeconds: 900,
  now,
  maxAgeMs: 30_000,
};
const keys = (input: VerdictInput) => overviewVerdict(input).reasons.map((reason) => reason.key);
const unread = { value: null, at: null, error: "no answer" };

describe("overviewVerdict", () => {
  it("is protected when everything was read and is good", () => {
    expect(overviewVerdict(good)).toEqual({ kind: "protected", reasons: [] });
  });

  it("names both copies when two are writable", () => {
    const other = instance("o1", "other A", { mgcState: "ONLINE", writable: true });
    const verdict = overviewVerdict({ ...good, instances: [principal, mirror, other, spare], poolState: unread });
    expect(verdict.kind).toBe("two-writable-copies");
    expect(verdict.reasons.map((reason) => reason.facts.instance)).toEqual(["h1", "o1"]);
  });

  it.each([
    ["pool-state-unknown", { poolState: unread }],
    ["active-servers-unknown", { activeServers: { ...good.activeServers, error: "timeout" } }],
    ["log-shipping-unknown", { logShipping: unread }],
    ["recovery-point-unknown", { recoveryPointSeconds: null }],
    ["instance-unknown", { instances: [principal, mirror, secondary, { ...spare, state: unread }] }],
    ["pool-state-unknown", { poolState: { value: "Normal", at: "2026-11-21T09:59:00.000Z", error: null } }],
  ] as const)("is not proven for %s", (key, change) => {
    const input = { ...good, ...change };
    expect(overviewVerdict(input).kind).toBe("not-proven");
    expect(keys(input)).toEqual([key]);
  });

  it.each([
    ["recovery-point-missed", { recoveryPointSeconds: 901 }],
    ["log-shipping-removed", { logShipping: read({ ...shipping, removed: true }), recoveryPointSeconds: null }],
    ["no-active-servers", { activeServers: read([]) }],
    ["active-outside-home", { activeServers: read(["pchat05.contoso.local"]) }],
    ["pool-state-unexpected", { poolState: read("Odd") }],
    [
      "other-not-restoring",
      { instances: [principal, mirror, instance("o1", "other A", { mgcState: "absent" }), spare] },
    ],
    ["no-live-copy", { instances: [mirror, secondary, spare] }],
    [
      "mirror-not-synchronized",
      {
        instances: [
          instance("h1", "home A", {
            mgcState: "ONLINE",
            writable: true,
            role: "principal",
            mirroringState: "DISCONNECTED",
          }),
          mirror,
          secondary,
          spare,
        ],
      },
    ],
    [
      "mirror-absent",
      { instances: [instance("h1", "home A", { mgcState: "ONLINE", writable: true }), mirror, secondary, spare] },
    ],
  ] as const)("is at risk for %s", (key, change) => {
    const input = { ...good, ...change };
    expect(overviewVerdict(input).kind).toBe("at-risk");
    expect(keys(input)).toEqual([key]);
  });

  it("keeps the unknown beside the known fault", () => {
    expect(keys({ ...good, recoveryPointSeconds: 901, poolState: unread })).toEqual([
      "recovery-point-missed",
      "pool-state-unknown",
    ]);
  });

  it("is failed over when the pool says so, and names the live copy", () => {
    const live = instance("o1", "other A", { mgcState: "ONLINE", writable: true });
    const dead = { ...principal, state: { ...principal.state, error: "no answer" } };
    const verdict = overviewVerdict({ ...good, instances: [dead, live, spare], poolState: read("FailedOver") });
    expect(verdict.kind).toBe("failed-over");
    expect(verdict.reasons.map((reason) => reason.key)).toEqual(["live-copy", "mirror-absent", "instance-unknown"]);
  });

  it("does not count a writable copy whose instance went silent", () => {
    const live = instance("o1", "other A", { mgcState: "ONLINE", writable: true });
    const dead = { ...principal, state: { ...principal.state, error: "no answer" } };
    expect(overviewVerdict({ ...good, instances: [dead, mirror, live, spare] }).kind).toBe("at-risk");
  });
});
