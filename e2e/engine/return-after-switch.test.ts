import { afterEach, beforeEach, expect, test } from "vitest";
import { type Bench, openBench } from "./bench.ts";
import { expectPlanned, returnsDuring } from "./return-story.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
}, 60_000);
afterEach(() => bench.close(), 20_000);

test("home returns after 5, before the active servers are set: nobody may stay there, it is fenced, the run goes on", {
  timeout: 240_000,
}, async () => {
  const { lab, console } = bench;
  await bench.sampled(1);
  const switching = { target: "management shell", pattern: "Set-CsPersistentChatState", when: "after" } as const;
  const run = await returnsDuring(bench, switching, "set-active-servers");
  expect([...(await lab.truth()).writable].sort()).toEqual(["sqlmi01\\PCHAT", "sqlto01\\PCHAT"]);
  const offered = (await console.run(run.runId)).decision?.choices.map((c) => c.id);
  expect(offered).toEqual(["fence-home-now", "look-again", "go-on", "abort"]);
  await console.decide(run.runId, "fence-home-now");
  expect((await console.untilEnded(run.runId)).status).toBe("succeeded");
  const truth = await lab.truth();
  expect(truth.writable).toEqual(["sqlto01\\PCHAT"]);
  expect(truth.instances["sqlmi01\\PCHAT"]).toMatchObject({ mgcState: "ONLINE", readOnly: true });
  await expectPlanned(bench, run);
});
