import { expect, test } from "vitest";
import type { RunView, StepView } from "#lib/domain/views/run-view.ts";
import { backHome } from "./back-home.ts";

const at = (minute: number) => `2026-11-21T02:${String(minute).padStart(2, "0")}:00.000Z`;

function step(id: string, from: number | null, to: number | null, more: Partial<StepView> = {}): StepView {
  const status = to === null ? "todo" : "done";
  const [startedAt, finishedAt] = [from === null ? null : at(from), to === null ? null : at(to)];
  const way = "can-be-undone";
  return {
    ...{ id, number: "", way, status, startedAt, finishedAt, targets: [], acts: [], findings: [], canSkip: false },
    ...{ actsAll: 0, actsDone: 0 },
    ...more,
  };
}

const act = (id: string, status: "done" | "failed") =>
  ({
    id,
    target: "",
    command: null,
    status,
    attempts: 1,
    observations: [],
    error: null,
  }) as unknown as StepView["acts"][number];
const found = (checkId: string, verdict: "pass" | "fail" | "unknown") =>
  ({ checkId, verdict, facts: {}, at: at(30), phase: "proof" }) as const;
const taken = (choice: string) => ({ choice }) as unknown as RunView["takenDecisions"][number];

const run = {
  steps: [
    step("stop-other-chat", 1, 2),
    step("open-home", 5, 6, { acts: [act("fingerprints-equal", "done")] }),
    step("return-pool-state", 7, 9),
    step("return-active-servers", 9, 12),
    step("verify-home", 20, 30, {
      findings: [found("as-before", "fail"), found("as-before", "pass"), found("round-trip", "pass")],
    }),
  ],
  takenDecisions: [],
};

test("says everything came home only when the fingerprints were seen equal", () => {
  expect(backHome(run).isProvenEqual).toBe(true);
  const failed = { ...run, steps: [step("open-home", 5, 6, { acts: [act("fingerprints-equal", "failed")] })] };
  expect(backHome(failed).isProvenEqual).toBe(false);
});

test("counts the time without chat from its stop to the later of state and servers, in either order", () => {
  expect(backHome(run).offlineSeconds).toBe(11 * 60);
  const documented = [
    step("stop-other-chat", 1, 2),
    step("return-active-servers", 7, 8),
    step("return-pool-state", 8, 15),
  ];
  expect(backHome({ ...run, steps: documented }).offlineSeconds).toBe(14 * 60);
});

test("does not know the time without chat while users are not back", () => {
  const steps = [
    step("stop-other-chat", 1, 2),
    step("return-pool-state", 7, 8),
    step("return-active-servers", 8, null),
  ];
  expect(backHome({ ...run, steps }).offlineSeconds).toBeNull();
});

test("proves by the newest look of each check, and never by one that did not pass", () => {
  expect(backHome(run).proven).toEqual(["round-trip", "as-before"]);
  const steps = [step("verify-home", 1, 2, { findings: [found("as-before", "pass"), found("as-before", "unknown")] })];
  expect(backHome({ ...run, steps })).toMatchObject({ proven: [], open: { checks: ["as-before"] } });
});

test("names a witness and a mirror of mgccomp among what protects, and as open when one was left out", () => {
  const looked = (verdict: "pass" | "fail") => [
    found("witness-connected", verdict),
    found("compliance-mirrored", verdict),
  ];
  const now = (verdict: "pass" | "fail") =>
    backHome({ ...run, steps: [step("set-witness", 6, 7, { findings: looked(verdict) })] });
  expect(now("pass")).toMatchObject({ proven: ["witness-connected", "compliance-mirrored"], open: { checks: [] } });
  expect(now("fail")).toMatchObject({ proven: [], open: { checks: ["witness-connected", "compliance-mirrored"] } });
});

test("names steps that were not done and what a person left open", () => {
  const steps = [step("rebuild-log-shipping", null, null), step("ship-from-mirror", 1, 2, { status: "skipped" })];
  const { open } = backHome({ steps, takenDecisions: [taken("leave-open"), taken("waive")] });
  expect(open).toEqual({
    checks: [],
    steps: ["rebuild-log-shipping", "ship-from-mirror"],
    isStrandedWaived: true,
    isMirrorShippingOpen: true,
  });
});
