import { expect, test } from "vitest";
import { blankAct } from "./fold-act.ts";
import type { ActState } from "./run-state.ts";
import { shownActs } from "./shown-acts.ts";

const act = (n: number, change: Partial<ActState> = {}): ActState => ({
  ...blankAct(`apply:${n}`, "apply"),
  ...change,
});
const done = { status: "done", attempts: 1 } as const;

test("shows every act of an ordinary step", () => {
  const acts = Array.from({ length: 150 }, (_, n) => act(n, done));
  expect(shownActs(acts)).toBe(acts);
});

test("of 5,000 shows those around the place where the step stands, and what failed or is unknown wherever it is", () => {
  const acts = Array.from({ length: 5_000 }, (_, n) => act(n, n <= 3_000 ? done : {}));
  acts[7] = act(7, { status: "unknown", attempts: 1 });
  const ids = shownActs(acts).map(({ id }) => id);
  expect(ids[0]).toBe("apply:7");
  expect(ids).toContain("apply:3000");
  expect(ids).toContain("apply:3001");
  expect(ids).not.toContain("apply:2000");
  expect(ids.length).toBe(151);
});
