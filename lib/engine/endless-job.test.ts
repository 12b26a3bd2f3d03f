import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answering, type Bench, failoverBench } from "./testing/engine-bench.ts";
import { copyJob } from "./testing/fake-pool.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

test("names the job that does not end and its remedy after ten minutes, and goes on once it has ended", async () => {
  bench = await failoverBench(
    answering({
      "act-failed": (b) => {
        b.servers.jobs.get(copyJob)?.ends.pop();
        return { choice: "retry" };
      },
    }),
    (servers) => void servers.jobs.get(copyJob)?.ends.push(Number.POSITIVE_INFINITY),
  );
  bench.start();
  const { facts } = await bench.asked("act-failed");
  expect(facts).toMatchObject({ act: "jobs-idle", price: "job-may-interfere" });
  expect(facts.error).toContain(`${copyJob} on sqlto01\\PCHAT still runs after ten minutes: stop it (sp_stop_job)`);
  await bench.ends();
});
