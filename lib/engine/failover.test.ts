import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { verifyChain } from "#lib/domain/audit/chain.ts";
import { type Bench, failoverBench } from "./testing/engine-bench.ts";
import { target } from "./testing/fake-pool.ts";
import { strangeCommands } from "./testing/planned.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

test("fails over and proves the service when home is silent and attested", async () => {
  bench = await failoverBench();
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ outcome: "succeeded", detail: target });
  expect(bench.servers.databases.get(target)?.state).toBe("ONLINE");
  expect(bench.servers.poolState).toBe("FailedOver");
  expect(await bench.store.run(bench.runId)).toMatchObject({ status: "succeeded", lossFewest: "2" });
});

test("ends with the service not proven when the test message fails", async () => {
  bench = await failoverBench();
  bench.servers.testResult = "Failure";
  bench.start();
  expect((await bench.ends()).at(-1)).toMatchObject({ outcome: "succeeded-service-not-proven" });
});

test("applies every log backup in the order of its LSN", async () => {
  bench = await failoverBench();
  bench.start();
  await bench.ends();
  expect(bench.servers.applied).toEqual(["mgc_8.trn", "mgc_9.trn", "mgc_10.trn", "mgc_11.trn"]);
});

test("sends each effect exactly once", async () => {
  bench = await failoverBench();
  bench.start();
  await bench.ends();
  const sent = bench.servers.sent.map((c) => JSON.stringify(c));
  expect(new Set(sent).size).toBe(sent.length);
  expect(bench.servers.effects).toEqual(bench.servers.sent);
});

test("numbers the journal without gaps and chains it", async () => {
  bench = await failoverBench();
  bench.start();
  const events = await bench.ends();
  expect(events.map((e) => e.number)).toEqual(events.map((_, i) => i + 1));
  expect(verifyChain(bench.store.chain(bench.runId))).toMatchObject({ kind: "whole" });
});

test("sends only what the plan shows, or what a rule of the plan names", async () => {
  bench = await failoverBench(undefined, (servers) => {
    servers.sessions = [{ spid: 77, program: "sqlcmd", host: "adminpc", loginTime: "2026-11-21T09:00:00" }];
  });
  bench.start();
  expect(strangeCommands(await bench.ends(), bench.plan)).toEqual([]);
});
