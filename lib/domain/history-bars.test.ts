import { expect, test } from "vitest";
import { barsOf } from "./history-bars.ts";
import type { RunEvent } from "./run/journal.ts";

const run = {
  id: "r",
  label: "R-0001",
  procedure: "failover",
  startedAt: "2026-11-21T10:00:00.000Z",
  backSeconds: 300,
  pointSeconds: 60,
  targetSeconds: 240,
  lossMost: "4",
} as const;
const event = (body: object, at: string) => ({ v: 1, runId: "r", number: 1, at, ...body }) as unknown as RunEvent;
const asked = event({ kind: "decision-asked", decision: { id: "d", stepId: "s" } }, "2026-11-21T10:01:00.000Z");
const taken = event({ kind: "decision-taken", decisionId: "d" }, "2026-11-21T10:03:30.000Z");

test("counts what a person was waited for until users were back, and nothing after", () => {
  expect(barsOf([run], [asked, taken])[0]?.waitedSeconds).toBe(150);
  expect(barsOf([{ ...run, backSeconds: 120 }], [asked, taken])[0]?.waitedSeconds).toBe(60);
});

test("counts another run's questions for that run alone", () => {
  expect(barsOf([{ ...run, id: "other" }], [asked, taken])[0]?.waitedSeconds).toBe(0);
});
