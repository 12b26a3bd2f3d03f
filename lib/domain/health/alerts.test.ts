import { describe, expect, it } from "vitest";
import type { EntryRow } from "#lib/domain/store-port.ts";
import { type Alert, foldAlerts, type Held, holding, nextAlerts } from "./alerts.ts";
import { judgeAll } from "./judge-all.ts";
import { type Change, problem } from "./testing/changes.ts";
import { healthyReadings, now, pool } from "./testing/healthy-readings.ts";

const at = (seconds: number) => new Date(Date.parse(now) + seconds * 1_000).toISOString();
const views = (change: Change = () => ({})) =>
  judgeAll({ pool, seen: { ...healthyReadings(), ...change(healthyReadings()) }, now });
const broken = problem("gap", "broken");
const silent: Change = (seen) => ({
  instances: { ...seen.instances, o2: { value: null, at: null, error: "no answer" } },
});

let ids = 0;
const newId = () => `alert-${++ids}`;

/** What is raised and cleared when these views have stood for so long. */
function lasting(seconds: number, change: Change | undefined, open: readonly Alert[] = []) {
  const held: Held = holding(new Map(), views(change), now);
  return nextAlerts({ open, views: views(change), held, now: at(seconds), newId });
}

const entry = (kind: string, data: EntryRow["data"], seconds: number, person = "console"): EntryRow => ({
  at: at(seconds),
  kind,
  person,
  data,
});
const raisedGap = { alertId: "a", check: "chain-unbroken", state: "bad", target: null, facts: { gap: "x" } } as const;

describe("alerts", () => {
  it("are raised once a check has been bad for ten seconds, with what it says, and not before", () => {
    expect(lasting(9, broken).raise).toEqual([]);
    expect(lasting(10, broken).raise).toMatchObject([
      { check: "chain-unbroken", state: "bad", facts: { gap: "x.trn w" } },
    ]);
  });

  it("wait a minute for a warning, and never come from a forecast that nobody has drilled", () => {
    const twice = problem("duplicate", "odd");
    expect(lasting(59, twice).raise).toEqual([]);
    expect(lasting(60, twice).raise.map(({ check }) => check)).toEqual(["chain-names"]);
    const open: Change = () => ({ recoveryTime: { value: { fewest: 3, most: null, runs: 0 }, at: now, error: null } });
    expect(lasting(600, open).raise).toEqual([]);
  });

  it("remind of a drill that is overdue, and of none while the record is young", () => {
    const drills =
      (at: string | null, recordSince: string): Change =>
      () => ({
        drills: { value: { last: at === null ? null : { label: "R-0001", at }, recordSince }, at: now, error: null },
      });
    const [long, young] = ["2026-04-01T10:00:00.000Z", "2026-11-01T10:00:00.000Z"];
    expect(lasting(60, drills(long, long)).raise.map(({ check }) => check)).toEqual(["drill-age"]);
    expect(lasting(60, drills(null, long)).raise.map(({ check }) => check)).toEqual(["drill-age"]);
    expect(lasting(600, drills(null, young)).raise).toEqual([]);
    expect(lasting(600, drills(young, long)).raise).toEqual([]);
  });

  it("name the root of what is not known, once", () => {
    expect(lasting(60, silent).raise.map(({ check, state }) => `${check} ${state}`)).toEqual([
      "instance-answers unknown",
    ]);
  });

  it("are not raised twice, clear themselves after half a minute of good, and come anew when it gets worse", () => {
    const open = foldAlerts([entry("alert-raised", raisedGap, 0)]);
    expect(lasting(10, broken, open)).toEqual({ raise: [], clear: [] });
    expect(lasting(29, undefined, open).clear).toEqual([]);
    expect(lasting(30, undefined, open).clear).toEqual(["a"]);
    const warned = foldAlerts([entry("alert-raised", { ...raisedGap, state: "warning" }, 0)]);
    expect(lasting(10, broken, warned)).toMatchObject({
      clear: ["a"],
      raise: [{ check: "chain-unbroken", state: "bad" }],
    });
  });

  it("keep the time of a state only while it lasts", () => {
    const first = holding(new Map(), views(broken), at(0));
    const same = holding(first, views(broken), at(5));
    expect(same.get("chain-unbroken")?.since).toBe(at(0));
    expect(holding(same, views(), at(7)).get("chain-unbroken")).toEqual({ state: "good", since: at(7) });
  });

  it("are folded from the audit: who acknowledged, what was said, and when it cleared itself", () => {
    const [alert] = foldAlerts([
      entry("alert-cleared", { alertId: "a" }, 90),
      entry("alert-acknowledged", { alertId: "a", comment: "looking at the share" }, 30, "Giulia Ferri"),
      entry("alert-raised", raisedGap, 0),
      entry("alert-acknowledged", { alertId: "gone", comment: "x" }, -5),
      entry("alert-raised", { nonsense: true }, -9),
    ]);
    expect(alert).toEqual({
      ...raisedGap,
      raisedAt: at(0),
      acknowledged: { by: "Giulia Ferri", at: at(30), comment: "looking at the share" },
      clearedAt: at(90),
    });
  });
});
