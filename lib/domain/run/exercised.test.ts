import { expect, test } from "vitest";
import { exercisedOf, lastExercised } from "./exercised.ts";
import type { RunEvent } from "./journal.ts";

const rows = [
  { id: "2", label: "R-0002" },
  { id: "1", label: "R-0001" },
];
const at = (runId: string, number: number) => ({
  v: 1 as const,
  runId,
  number,
  at: `2026-11-2${runId}T10:0${number}:00.000Z`,
});
const begun = (runId: string, number: number, stepId: string): RunEvent => ({
  ...at(runId, number),
  kind: "act-intended",
  stepId,
  actId: stepId,
  attempt: 1,
  command: null,
});
const ended = (runId: string, number: number, stepId: string, outcome: "done" | "skipped" = "done"): RunEvent => ({
  ...at(runId, number),
  kind: "step-finished",
  stepId,
  outcome,
  reason: null,
});

test("knows of each step the newest run that carried it through", () => {
  const ledger = lastExercised(rows, [
    begun("1", 1, "prepare"),
    ended("1", 2, "prepare"),
    begun("2", 1, "prepare"),
    ended("2", 2, "prepare"),
    begun("1", 3, "verify"),
    ended("1", 4, "verify"),
  ]);
  expect(ledger.get("prepare")?.real).toEqual({ at: "2026-11-22T10:02:00.000Z", runId: "2", label: "R-0002" });
  expect(ledger.get("verify")?.real?.label).toBe("R-0001");
  expect(ledger.get("bring-online")).toBeUndefined();
});

test("counts no step that was begun only, skipped, or had nothing to do", () => {
  const ledger = lastExercised(rows, [
    begun("1", 1, "prepare"),
    begun("1", 2, "create-mirror"),
    ended("1", 3, "create-mirror", "skipped"),
    ended("1", 4, "apply-log-backups"),
  ]);
  expect([...ledger.keys()]).toEqual([]);
});

test("counts a harmless drill as a rehearsal of the failover's steps, never as their exercise", () => {
  const ledger = lastExercised(rows, [begun("2", 1, "drill-restore"), ended("2", 2, "drill-restore")]);
  expect(ledger.get("bring-online")).toMatchObject({ real: null, rehearsed: { label: "R-0002" } });
  expect(ledger.get("drill-restore")?.real?.label).toBe("R-0002");
});

test("says of a procedure when the step that waits longest was exercised, and only when all of them were", () => {
  const ledger = lastExercised(rows, [begun("1", 1, "a"), ended("1", 2, "a"), begun("2", 1, "b"), ended("2", 2, "b")]);
  expect(exercisedOf(["a", "b"], ledger)).toMatchObject({ steps: 2, exercised: 2, oldest: { label: "R-0001" } });
  expect(exercisedOf(["a", "b", "c"], ledger)).toEqual({ steps: 3, exercised: 2, oldest: null });
});
