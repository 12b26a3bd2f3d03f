import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answering, type Bench, failoverBench, recovery, sentTexts } from "./testing/engine-bench.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

test("sends nothing when the console stood still after rule 1's look, says what to do, and looks anew when told to", async () => {
  let slow = true;
  bench = await failoverBench(answering({ "act-failed": () => null }), undefined, (store, clock) => ({
    ...store,
    append: async (runId, token, body, row) => {
      const event = await store.append(runId, token, body, row);
      if (body.kind === "act-intended" && body.actId === "bring-online" && slow) {
        slow = false;
        clock.advance(12_000);
      }
      return event;
    },
  }));
  bench.start();
  const asked = await bench.asked("act-failed");
  expect(asked.facts.error).toContain("nothing was sent: the console stood still for 12 s after its last look");
  expect(asked.facts.error).toContain("Choose to try again: it looks anew before it sends.");
  expect(sentTexts(bench.servers)).not.toContain(recovery);
  const looks = async () =>
    (await bench.events()).filter((e) => e.kind === "check-recorded" && e.finding.checkId === "rule-one").length;
  const before = await looks();
  await bench.says({
    kind: "decision-taken",
    decisionId: asked.id,
    choice: "retry",
    person: "Giulia Ferri",
    reason: "",
    attestations: [],
  });
  await bench.ends();
  expect(await looks()).toBe(before + 1);
  expect(sentTexts(bench.servers).filter((text) => text === recovery)).toHaveLength(1);
});
