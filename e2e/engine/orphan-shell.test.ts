import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { type Bench, openBench } from "./bench.ts";

const cmdlet = "Invoke-CsDatabaseFailover";
let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
}, 60_000);
afterEach(() => bench.close(), 20_000);

const carriers = (events: readonly RunEvent[]) => events.flatMap((e) => (e.kind === "act-carried" ? [e.process] : []));

test("waits for the killed console's shell while its cmdlet hangs, and lets a person order it again only when that shell is gone", {
  timeout: 120_000,
}, async () => {
  const { lab, console } = bench;
  await lab.fault("cmdlet-hang", true, cmdlet);
  const runId = await console.start(await console.plan("mirror-failover"));
  await console.untilEvent(runId, (e) => e.kind === "act-carried");
  const [shell] = carriers(await console.events(runId));
  await console.kill();
  await console.startAgain();
  const interrupted = await console.untilDecision(runId, "resume-after-interruption");
  expect(interrupted.facts["fail-over-mirror"]).toBe("running");
  await console.decide(runId, "resume");
  expect(() => process.kill(shell?.processId ?? 0, 0)).not.toThrow();
  expect((await console.run(runId)).stillRunning[0]?.facts).toMatchObject({
    process: `${shell?.processId} on ${shell?.host}`,
    cmdlet,
  });

  await lab.fault("cmdlet-hang", false, cmdlet);
  const asked = await console.untilDecision(runId, "effect-unknown");
  expect(asked.actId).toBe("fail-over-mirror");
  await console.decide(runId, "retry");
  expect((await console.untilEnded(runId)).status).toBe("succeeded");
  const used = carriers(await console.events(runId));
  expect(new Set(used.map((one) => one.processId)).size).toBe(2);
  expect((await lab.truth()).writable).toEqual(["sqlmi02\\PCHAT"]);
});
