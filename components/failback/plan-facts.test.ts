import { expect, test } from "vitest";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { cameBackAs, homeCopiesOf, notCaptured, usersOutOf } from "./plan-facts.ts";

const finding = (checkId: string, facts: Readonly<Record<string, string>>) =>
  ({ checkId, verdict: "warn", facts, at: "2026-11-21T02:00:00.000Z" }) as const;

test("reads what came back, each way with its own path", () => {
  const findings = [
    finding("home-found", {
      a: "ONLINE, principal",
      b: "RESTORING, mirror",
      c: "RESTORING",
      d: "SUSPECT",
      e: "absent",
      f: "unreachable",
      g: "ONLINE",
    }),
  ];
  expect(homeCopiesOf({ findings }).map((copy) => [copy.instance, cameBackAs(copy)])).toEqual([
    ["a", "intact"],
    ["b", "mirror"],
    ["c", "stale"],
    ["d", "broken"],
    ["e", "absent"],
    ["f", "unreachable"],
    ["g", "intact"],
  ]);
});

test("names what nobody captured, and nothing when the capture holds everything", () => {
  const missing = "log shipping of sqlmi01, the list of active servers";
  expect(notCaptured({ findings: [finding("capture-holds", { missing })] })).toEqual([
    "log shipping of sqlmi01",
    "the list of active servers",
  ]);
  expect(notCaptured({ findings: [finding("capture-holds", { missing: "nothing" })] })).toEqual([]);
  expect(notCaptured({ findings: [] })).toEqual([]);
});

test("takes the time without chat from the plan's own way, and leaves it open where the plan compares nothing", () => {
  const way = (name: "log-swap" | "full-restore", most: number) => ({ way: name, usersOut: { fewest: 1, most } });
  const ways = [way("log-swap", 10), way("full-restore", 90)] as unknown as NonNullable<PlanView["ways"]>;
  const steps = (id: string) => [{ id }] as unknown as PlanView["steps"];
  expect(usersOutOf({ ways, steps: steps("seed-home") }).most).toBe(10);
  expect(usersOutOf({ ways, steps: steps("restore-home") }).most).toBe(90);
  expect(usersOutOf({ steps: steps("restore-home") })).toEqual({ fewest: 0, most: null });
});
