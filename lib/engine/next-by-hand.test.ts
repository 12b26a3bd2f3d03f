import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { filledBy } from "#lib/domain/commands/planned-command.ts";
import { showCommand } from "#lib/domain/commands/show-command.ts";
import { foldRun } from "#lib/domain/run/fold-run.ts";
import { nextByHand } from "#lib/domain/run/next-by-hand.ts";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { pool } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

/** The step and its commands that are left by hand after so much of the journal. */
async function leftAfter(number: number) {
  const found = nextByHand(bench.plan, pool, foldRun((await bench.events()).slice(0, number)));
  return { stepId: found?.stepId, texts: (found?.commands ?? []).map((c) => showCommand(c.command)) };
}

test("is the rest of the step, as planned, when an aborted run stood before its first command", async () => {
  bench = await failoverBench(answering({ "point-of-no-return": "abort" }));
  bench.start();
  await bench.ends();
  const { stepId, texts } = await leftAfter(10_000);
  expect(stepId).toBe("bring-online");
  expect(texts).toContain("KILL <session>");
  expect(texts).toContainEqual(expect.stringMatching(/^RESTORE DATABASE .*WITH RECOVERY/));
});

test("is nothing before anything was begun and after all is done", async () => {
  bench = await failoverBench();
  bench.start();
  await bench.ends();
  expect(nextByHand(bench.plan, pool, foldRun((await bench.events()).slice(0, 1)))).toBeNull();
  expect(nextByHand(bench.plan, pool, foldRun(await bench.events()))).toBeNull();
});

test("holds, before every command of a run, that command or the planned one it was made from", async () => {
  bench = await failoverBench();
  bench.start();
  const events = await bench.ends();
  const compared = { known: 0, planned: 0 };
  for (const [i, e] of events.entries()) {
    if (e.kind !== "act-intended" || e.command === null || e.attempt > 1) continue;
    const found = nextByHand(bench.plan, pool, foldRun(events.slice(0, i)));
    // A lane may be ahead of the step that comes first in print.
    if (found?.stepId !== e.stepId) continue;
    const { command } = e;
    const same = found.commands.some((c) => showCommand(c.command) === showCommand(command));
    const made = found.commands.some((c) => filledBy(c, command) !== null);
    compared[same ? "known" : "planned"] += 1;
    expect(same || made, e.actId).toBe(true);
  }
  expect(compared.known).toBeGreaterThan(10);
});
