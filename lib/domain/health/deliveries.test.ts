import { describe, expect, it } from "vitest";
import type { Alert } from "./alerts.ts";
import { type Delivery, dueDeliveries, foldDeliveries, retrySeconds } from "./deliveries.ts";

const now = "2026-11-21T10:00:00.000Z";
const alert: Alert = {
  alertId: "a1",
  check: "chain-unbroken",
  state: "bad",
  target: null,
  facts: {},
  raisedAt: "2026-11-21T09:00:00.000Z",
  acknowledged: null,
  clearedAt: null,
};
const cleared = { ...alert, clearedAt: "2026-11-21T09:59:00.000Z" };
const tried = (over: Partial<Delivery>): Delivery => ({
  at: "2026-11-21T09:00:05.000Z",
  alertId: "a1",
  event: "raised",
  channel: "webhook",
  attempt: 1,
  isDelivered: false,
  answer: "HTTP 500",
  ...over,
});
const due = (alerts: readonly Alert[], deliveries: readonly Delivery[], at = now) =>
  dueDeliveries({ alerts, deliveries, channel: "webhook", now: at }).map(({ event, attempt }) => `${event} ${attempt}`);

describe("deliveries", () => {
  it("tell of an open alert once", () => {
    expect(due([alert], [])).toEqual(["raised 1"]);
    expect(due([alert], [tried({ isDelivered: true })])).toEqual([]);
  });

  it("repeat a try that failed after each pause, and give up after the last", () => {
    retrySeconds.forEach((seconds, i) => {
      const before = tried({ attempt: i + 1, at: new Date(Date.parse(now) - seconds * 1_000).toISOString() });
      expect(due([alert], [before])).toEqual([`raised ${i + 2}`]);
      expect(due([alert], [{ ...before, at: now }])).toEqual([]);
    });
    expect(due([alert], [tried({ attempt: retrySeconds.length + 1 })])).toEqual([]);
  });

  it("tell that an alert has cleared only where it was told of", () => {
    expect(due([cleared], [])).toEqual([]);
    expect(due([cleared], [tried({})])).toEqual([]);
    expect(due([cleared], [tried({ isDelivered: true })])).toEqual(["cleared 1"]);
    expect(due([cleared], [tried({ event: "cleared", isDelivered: true }), tried({ isDelivered: true })])).toEqual([]);
  });

  it("keep the channels apart", () => {
    expect(due([alert], [tried({ channel: "e-mail", isDelivered: true })])).toEqual(["raised 1"]);
  });

  it("leave out an entry that is not understood", () => {
    expect(foldDeliveries([{ at: now, kind: "alert-delivery", person: "console", data: { alertId: 1 } }])).toEqual([]);
  });
});
