import { expect, test } from "vitest";
import { stepsOf } from "./all.ts";
import { neverDone } from "./never-done.ts";

test("names every step of a procedure that was never run, and of another the one that was skipped", () => {
  const done = stepsOf("failover", "documented").map((step) => step.id);
  const left = neverDone(done.filter((id) => id !== "create-mirror"));
  expect(left.find((each) => each.procedure === "failover")).toEqual({
    procedure: "failover",
    steps: ["create-mirror"],
    of: done.length,
  });
  expect(left.find((each) => each.procedure === "mirror-failover")?.steps).toContain("fail-over-mirror");
});

test("leaves out a procedure whose every step was done", () => {
  const done = stepsOf("failover", "documented").map((step) => step.id);
  expect(neverDone(done).some((each) => each.procedure === "failover")).toBe(false);
});
