import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runView } from "#lib/domain/run/view.ts";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

test("goes on without the mirror's proof when a person skipped the mirror, and says skipped, not done", async () => {
  bench = await failoverBench(answering({ "act-failed": "skip" }));
  bench.servers.fate = (command) => (command.text === "Install-CsMirrorDatabase" ? "refused" : "arrives");
  bench.start();
  const events = await bench.ends();
  const asked = events.flatMap((e) => (e.kind === "decision-asked" ? [e.decision.kind] : []));
  expect(asked.filter((kind) => kind === "check-failed")).toEqual([]);
  const row = await bench.store.run(bench.runId);
  if (!row) throw new Error("the run has no row");
  const view = runView(row, bench.plan, events);
  const step = view.steps.find((s) => s.id === "create-mirror");
  expect(step?.status).toBe("skipped");
  expect(step?.acts.map((a) => a.status)).toEqual(["skipped"]);
  expect(view.notProtected).toContain("mirror");
});
