import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunEvent } from "#lib/domain/run/journal.ts";
import { answer, answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { copyJob } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

const started = (events: readonly RunEvent[]) =>
  events.some((e) => e.kind === "act-succeeded" && e.actId === `run-job-once:${copyJob}`);
const waitedFor = (events: readonly RunEvent[]) =>
  events.flatMap((e) =>
    e.kind === "act-output" && e.actId === `job-ended:${copyJob}` ? e.lines.map((line) => line.text) : [],
  );

/** The copy job, once started, does not end by itself. */
async function slowJob() {
  bench = await failoverBench(answering({ "act-failed": () => null }));
  bench.servers.fate = (c) => {
    const job = bench.servers.jobs.get(copyJob);
    if (c.text.includes("sp_start_job") && JSON.stringify(c.parameters).includes(copyJob))
      queueMicrotask(() => job?.ends.splice(-1, 1, Number.POSITIVE_INFINITY));
    return "arrives";
  };
  bench.start();
  await bench.until("the job started", started);
}

test("says every 15 seconds for how long the job has been running, and goes on without it after five minutes", async () => {
  await slowJob();
  const events = await bench.until("the job given up", (all) =>
    all.some((e) => e.kind === "act-succeeded" && e.actId === `job-ended:${copyJob}`),
  );
  const lines = waitedFor(events);
  expect(lines[0]).toBe(`job ${copyJob} on sqlto01\\PCHAT has been running for 15 s`);
  expect(lines.length).toBeGreaterThanOrEqual(20);
  expect(lines.at(-1)).toContain("the run goes on without it");
});

test("offers at a pause to leave the job's last run out, changes nothing by itself, and holds the run afterwards", async () => {
  await slowJob();
  const since = bench.clock.monotonicMs();
  await bench.says({ kind: "pause-requested", person: "Giulia Ferri", reason: "wait" });
  const asked = await bench.asked("act-failed");
  expect(bench.clock.monotonicMs() - since).toBeLessThan(3_000);
  expect(asked).toMatchObject({ actId: `job-ended:${copyJob}`, facts: { price: "no-last-run" } });
  expect(asked.facts.error).toMatch(/has been running for \d+ s and the run was asked to stop/);
  await answer(bench, asked, "skip");
  await bench.until("paused", (all) => all.some((e) => e.kind === "paused"));
  const sent = bench.servers.sent.length;
  await bench.pass(60_000);
  expect(bench.servers.sent).toHaveLength(sent);
});

test("ends the run within seconds at an abort although the job goes on", async () => {
  await slowJob();
  const since = bench.clock.monotonicMs();
  await bench.says({ kind: "abort-requested", person: "Giulia Ferri", reason: "enough" });
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "aborted" });
  expect(bench.clock.monotonicMs() - since).toBeLessThan(3_000);
});
