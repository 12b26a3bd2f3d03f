import { expect, it } from "vitest";
import type { HealthReadings } from "./readings.ts";
import { recoveryPointOf } from "./recovery-point.ts";
import { read } from "./testing/healthy-instances.ts";
import { healthyReadings } from "./testing/healthy-readings.ts";

const lags = {
  backupLagSeconds: 20,
  copyLagSeconds: 10,
  restoreLagSeconds: 300,
  lastBackupFile: "\\\\fs\\s\\mgc_20261121100500.trn",
  lastCopiedFile: "mgc_20261121100450.trn",
  lastRestoredFile: "mgc_20261121100000.trn",
  removed: false,
};
const gap = { kind: "gap", weight: "broken", files: ["mgc_20261121100210.trn"], why: "nothing leads there" } as const;
const whole = healthyReadings().chain.value;
const chain = (change: Partial<NonNullable<HealthReadings["chain"]["value"]>>) =>
  whole === null ? healthyReadings().chain : read({ ...whole, ...change });
const logShipping = read({ ...lags, uncertainSeconds: 1 });

it("is backup lag and copy lag while the chain holds, also over a file that somebody named oddly", () => {
  expect(recoveryPointOf({ logShipping, chain: chain({}) })).toEqual({ seconds: 30, brokenAfter: null });
  const odd = { ...gap, weight: "odd" } as const;
  expect(recoveryPointOf({ logShipping, chain: chain({ problems: [odd] }) }).seconds).toBe(30);
});

it("reaches back to the last file that can be applied when the chain is broken behind it", () => {
  const lastFile = "mgc_20261121100200.trn";
  expect(recoveryPointOf({ logShipping, chain: chain({ lastFile, problems: [gap] }) })).toEqual({
    seconds: 20 + 180,
    brokenAfter: lastFile,
  });
});

it("reaches back to what was restored last when nothing leads on from there", () => {
  const broken = chain({ lastFile: null, toApply: 0, problems: [gap] });
  expect(recoveryPointOf({ logShipping, chain: broken })).toEqual({
    seconds: 20 + 300,
    brokenAfter: "mgc_20261121100000.trn",
  });
});

it("is not known when the chain is broken and no time says since when, and waits for headers that are still to be read", () => {
  const broken = chain({ lastFile: null, problems: [gap] });
  const nothing = read({ ...lags, uncertainSeconds: 1, lastRestoredFile: null });
  expect(recoveryPointOf({ logShipping: nothing, chain: broken }).seconds).toBeNull();
  expect(recoveryPointOf({ logShipping, chain: chain({ lastFile: null, problems: [gap], unread: 1 }) }).seconds).toBe(
    30,
  );
});
