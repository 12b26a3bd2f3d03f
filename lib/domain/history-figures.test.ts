import { expect, test } from "vitest";
import { figuresOf, pointFiguresOf, recoveredIn } from "./history-figures.ts";
import type { RunEvent } from "./run/journal.ts";

const row = { id: "r", procedure: "failover", startedAt: "2026-11-21T10:00:00.000Z" } as const;
const finished = (outcome: "done" | "skipped"): RunEvent => ({
  kind: "step-finished",
  stepId: "set-active-servers",
  outcome,
  reason: null,
  v: 1,
  runId: "r",
  number: 1,
  at: "2026-11-21T10:02:00.000Z",
});

test("counts from the start to the users' return, and not at all when that step was skipped", () => {
  expect(recoveredIn(row, [finished("done")])).toBe(120);
  expect(recoveredIn(row, [finished("skipped")])).toBeNull();
  expect(recoveredIn({ ...row, id: "another" }, [finished("done")])).toBeNull();
  expect(recoveredIn({ ...row, procedure: "failback" }, [finished("done")])).toBeNull();
});

test("takes the middle, the longest and those within the target, of runs that brought users back only", () => {
  expect(figuresOf([100, null, 400, 200], 200)).toEqual({
    recovered: 3,
    withinTarget: 2,
    medianSeconds: 200,
    longestSeconds: 400,
  });
  expect(figuresOf([100, 200], 50)).toMatchObject({ medianSeconds: 150, withinTarget: 0 });
  expect(figuresOf([null], 50)).toMatchObject({ recovered: 0, medianSeconds: null, longestSeconds: null });
});

test("counts recovery points that kept the target, and names the worst; what nobody knows counts nowhere", () => {
  expect(pointFiguresOf([0, 130, null, 1_000], 900)).toEqual({ known: 3, kept: 2, worstSeconds: 1_000 });
  expect(pointFiguresOf([null], 900)).toEqual({ known: 0, kept: 0, worstSeconds: null });
});
