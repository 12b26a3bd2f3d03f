import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StepError } from "#lib/domain/errors.ts";
import { errorLogsOf } from "#lib/domain/report/error-logs.ts";
import { type Bench, failoverBench } from "./testing/engine-bench.ts";
import type { FakeServers } from "./testing/fake-servers.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

async function readAtEnd(errorLog: FakeServers["errorLog"]) {
  bench = await failoverBench(undefined, (servers) => {
    servers.errorLog = errorLog;
  });
  bench.start();
  const events = await bench.ends();
  expect(events.at(-1)).toMatchObject({ kind: "run-finished", outcome: "succeeded" });
  return errorLogsOf(events);
}
const refused = (number: number, message: string) => () => {
  throw new StepError("remote", `sqlto01 refused: ${message}`, { effect: "none", causes: [{ number, message }] });
};

test("writes down what the instances that were sent T-SQL wrote into their error logs, before the run's end", async () => {
  const row = {
    process: "Backup",
    text: "Log was restored.",
    begins: "2026-11-20T08:00:00",
    since: "2026-11-21T11:00",
  };
  const logs = await readAtEnd(() => [{ ...row, at: "2026-11-21T11:00:04.120", lines: 3 }]);
  expect(logs.map((log) => log.instance)).toEqual(["sqlto01\\PCHAT"]);
  expect(logs[0]).toMatchObject({ lines: [{ text: "Log was restored." }], more: 2, isCut: false, why: null });
});

test("says that a log was begun anew within the run", async () => {
  const row = { process: "Server", text: "up", begins: "2026-11-21T11:30:00", since: "2026-11-21T11:00:00" };
  expect((await readAtEnd(() => [{ ...row, at: row.begins, lines: 1 }]))[0]?.isCut).toBe(true);
});

test.each([
  [15_003, "Only members of the securityadmin role can execute this stored procedure.", "rights"],
  [297, "The user does not have permission to perform this action.", "rights"],
  [22_004, "xp_readerrorlog() returned error 2", "xp_readerrorlog() returned error 2"],
] as const)("ends the run all the same when the log is refused with %i, and says why", async (number, message, why) => {
  expect((await readAtEnd(refused(number, message)))[0]).toMatchObject({ lines: [], why });
});
