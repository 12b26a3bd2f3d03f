import { afterEach, beforeEach, expect, test } from "vitest";
import { type Bench, openBench } from "./bench.ts";
import { attemptsOf, failoverActs, holdAt, type Kill, killInEach, mirrorFailoverAct, toTheEnd } from "./kill-story.ts";
import { ruleSevenProblems } from "./rule-seven.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
}, 60_000);
afterEach(() => bench.close(), 20_000);

test("says what was done and sends nothing twice but the test message although the console is killed at the point of no return, in the mirror's creation and twice more", {
  timeout: 300_000,
}, async () => {
  const { lab, console } = bench;
  await bench.sampled();
  await lab.site("home", false);
  const plan = await console.plan("failover", "users-first");
  const first: Kill = { at: failoverActs.deleteSecondary, when: "after", back: "when-it-is-over" };
  await holdAt(bench, first);
  const runId = await console.start(plan);
  const kills: readonly Kill[] = [
    first,
    { at: failoverActs.bringOnline, when: "before", back: "while-it-goes-on" },
    { at: failoverActs.createMirror, when: "after", back: "when-it-is-over" },
    { at: failoverActs.sendTestMessage, when: "after", back: "when-it-is-over" },
  ];
  const reports = await killInEach(bench, runId, kills, "held");
  expect(reports.map((r) => [r.act, r.said])).toEqual([
    ["delete-secondary", "done"],
    ["bring-online", "running"],
    ["create-mirror", "done"],
    // Its answer was its only effect, and nobody heard it.
    ["send-test-message", "not-started"],
  ]);
  expect(await toTheEnd(bench, runId)).toEqual(["resume-after-interruption"]);
  const [run, events, truth] = [await console.run(runId), await console.events(runId), await lab.truth()];
  expect(run.status).toBe("succeeded");
  expect(kills.map((k) => attemptsOf(events, k.at.act))).toEqual([1, 1, 1, 2]);
  const pinned = await console.pinned(plan.id);
  expect(ruleSevenProblems({ runId, events, wire: await lab.wire(), pinned })).toEqual([]);
  expect(truth.writable).toEqual(["sqlto01\\PCHAT"]);
  expect(truth.lost).toBeGreaterThanOrEqual(Number(run.loss?.fewest));
  expect(run.loss?.most).not.toBeNull();
  expect(truth.lost).toBeLessThanOrEqual(Number(run.loss?.most));
});

test("takes a mirror failover as done when the console was killed before it heard so", {
  timeout: 120_000,
}, async () => {
  const { lab, console } = bench;
  const plan = await console.plan("mirror-failover");
  const kill: Kill = { at: mirrorFailoverAct, when: "after", back: "when-it-is-over" };
  await holdAt(bench, kill);
  const runId = await console.start(plan);
  const [report] = await killInEach(bench, runId, [kill], "held");
  expect(report?.said).toBe("done");
  await toTheEnd(bench, runId);
  expect((await console.run(runId)).status).toBe("succeeded");
  expect((await lab.wire()).filter((e) => e.text === "Invoke-CsDatabaseFailover")).toHaveLength(1);
  expect((await lab.truth()).writable).toEqual(["sqlmi02\\PCHAT"]);
});
