import { expect, test } from "vitest";
import type { CheckState } from "./check.ts";
import { judgeAll, readinessOf } from "./judge-all.ts";
import { type Change, mgc, problem } from "./testing/changes.ts";
import { read } from "./testing/healthy-instances.ts";
import { healthyReadings, now, pool } from "./testing/healthy-readings.ts";
import { verdictWithChecks } from "./verdict-with-checks.ts";

function health(...changes: readonly Change[]) {
  let seen = healthyReadings();
  for (const change of changes) seen = { ...seen, ...change(seen) };
  const checks = judgeAll({ pool, seen, now });
  return { checks, readiness: readinessOf(checks, { seen }) };
}

const good = { kind: "protected", reasons: [] } as const;
const unknownChain: Change = () => ({ chain: { value: null, at: null, error: "no answer" } });

test("leaves a protected pool protected, also over a warning", () => {
  expect(verdictWithChecks(good, health())).toEqual(good);
  expect(verdictWithChecks(good, health(problem("duplicate", "odd")))).toEqual(good);
});

test("is at risk over a check that a failover needs, and names it; not proven over an unknown one", () => {
  expect(verdictWithChecks(good, health(problem("gap", "broken")))).toMatchObject({
    kind: "at-risk",
    reasons: [{ key: "check-bad", facts: { check: "chain-unbroken" } }],
  });
  const unknown = verdictWithChecks(good, health(unknownChain));
  expect(unknown.kind).toBe("not-proven");
  expect(unknown.reasons.map(({ facts }) => facts.check)).toEqual(["chain-unbroken", "chain-readable"]);
});

test("adds to an at-risk verdict what it has not said itself, and never makes a worse verdict better", () => {
  const at = { kind: "at-risk", reasons: [{ key: "mirror-not-synchronized", facts: { instance: "h1" } }] } as const;
  const both = health(mgc("h1", { mirroringState: "SUSPENDED" }), problem("gap", "broken"));
  expect(verdictWithChecks(at, both).reasons.map(({ key, facts }) => ("check" in facts ? facts.check : key))).toEqual([
    "mirror-not-synchronized",
    "chain-unbroken",
  ]);
  const two = { kind: "two-writable-copies", reasons: [] } as const;
  expect(verdictWithChecks(two, health())).toEqual(two);
});

test("judges no failover once the pool is failed over", () => {
  const failedOver = health(problem("gap", "broken"), () => ({ poolState: read("FailedOver") }));
  expect(verdictWithChecks(good, failedOver)).toEqual(good);
  expect(new Set<CheckState>(failedOver.checks.map(({ state }) => state)).has("not-available")).toBe(true);
});
