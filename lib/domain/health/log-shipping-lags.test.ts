import { describe, expect, it } from "vitest";
import { type LogShippingFacts, logShippingLags, recoveryPointSeconds, stampOf } from "./log-shipping-lags.ts";

const secondary = {
  serverUtc: "2026-11-21T10:00:30.000Z",
  lastCopiedFile: "D:\\LogShip\\mgc\\mgc_20261121100000.trn",
  lastCopiedUtc: "2026-11-21T10:00:05.000Z",
  lastRestoredFile: "D:\\LogShip\\mgc\\mgc_20261121095945.trn",
  lastRestoredUtc: "2026-11-21T10:00:06.000Z",
  lastRestoredLatencyMinutes: 0,
};
const primary = {
  serverUtc: "2026-11-21T10:00:30.900Z",
  lastBackupFile: "\\\\fsto01\\LogShip\\mgc\\mgc_20261121100010.trn",
  lastBackupUtc: "2026-11-21T10:00:10.000Z",
};
const facts: LogShippingFacts = {
  primaries: [
    { ...primary, lastBackupFile: "old_20260101000000.trn", lastBackupUtc: "2026-01-01T00:00:00.000Z" },
    primary,
  ],
  secondaries: [secondary],
  newestOnShare: "mgc_20261121100020.trn",
  now: "2026-11-21T10:01:00.000Z",
};

describe("logShippingLags", () => {
  it("measures each lag from the newest of its rows", () => {
    expect(logShippingLags(facts)).toMatchObject({
      backupLagSeconds: 20,
      copyLagSeconds: 10,
      restoreLagSeconds: 15,
      removed: false,
    });
  });

  it("measures from the newest file of the share when home is silent", () => {
    const lags = logShippingLags({ ...facts, primaries: null });
    expect(lags).toMatchObject({ backupLagSeconds: 40, copyLagSeconds: 20, lastBackupFile: "mgc_20261121100020.trn" });
  });

  it("knows no backup lag when home answered without a row", () => {
    expect(logShippingLags({ ...facts, primaries: [] })).toMatchObject({
      backupLagSeconds: null,
      copyLagSeconds: null,
    });
  });

  it("is removed when no secondary has a row", () => {
    expect(logShippingLags({ ...facts, secondaries: [] })).toMatchObject({ removed: true, copyLagSeconds: null });
  });

  it("says how far off the recovery point may be: by one reading, by a cut second, and not at all across two clocks", () => {
    expect(logShippingLags(facts).uncertainSeconds).toBe(2);
    const sights = new Map([
      ["mgc_20261121100000.trn", Date.parse("2026-11-21T10:00:02.000Z")],
      ["mgc_20261121100010.trn", Date.parse("2026-11-21T10:00:12.000Z")],
    ]);
    expect(logShippingLags({ ...facts, sights }).uncertainSeconds).toBe(6);
    expect(logShippingLags({ ...facts, primaries: null }).uncertainSeconds).toBeNull();
    const copied = { ...secondary, lastCopiedFile: "D:\\LogShip\\mgc\\mgc_20261121100010.trn" };
    expect(logShippingLags({ ...facts, secondaries: [copied], sights }).uncertainSeconds).toBe(3);
  });

  it("does not guess the time of a file without a stamp", () => {
    expect(stampOf("mgc.trn")).toBeNull();
    expect(stampOf("mgc_20261121100010.wrk")).toBeNull();
  });

  it("adds backup and copy lag to the recovery point, and knows none when either is missing", () => {
    const value = logShippingLags(facts);
    expect(recoveryPointSeconds({ value, at: null, error: null })).toBe(30);
    expect(recoveryPointSeconds({ value: { ...value, copyLagSeconds: null }, at: null, error: null })).toBeNull();
    expect(recoveryPointSeconds({ value, at: null, error: "no answer" })).toBeNull();
  });

  it.each([-30, 30])(
    "does not move when home's clock jumps by %i minutes: the console saw the files appear",
    (minutes) => {
      const jumped = `mgc_2026112110${String(30 + minutes).padStart(2, "0")}10.trn`;
      const now = "2026-11-21T10:01:00.000Z";
      const row = { ...primary, lastBackupFile: jumped, lastBackupUtc: "2026-11-21T10:30:10.000Z" };
      const at = (ago: number) => Date.parse(now) - ago * 1_000;
      const sights = new Map([
        ["mgc_20261121095945.trn", at(30)],
        ["mgc_20261121100000.trn", at(20)],
        [jumped, at(5)],
      ]);
      const seen = { ...facts, primaries: [row], now, sights };
      expect(logShippingLags(seen)).toMatchObject({ backupLagSeconds: 5, copyLagSeconds: 15, restoreLagSeconds: 10 });
    },
  );
});
