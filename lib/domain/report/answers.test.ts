import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answering, type Bench, failoverBench, type Person } from "#lib/engine/testing/engine-bench.ts";
import type { FakeServers } from "#lib/engine/testing/fake-servers.ts";
import { reportOf } from "./report.ts";
import type { ReportView } from "./report-view.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

async function ended(person?: Person, arrange?: (servers: FakeServers) => void): Promise<ReportView> {
  bench = await failoverBench(person, arrange);
  bench.start();
  const events = await bench.ends();
  const [row, plan] = await Promise.all([bench.store.run(bench.runId), bench.store.plan("plan-1")]);
  if (!row || !plan) throw new Error("the bench has no run");
  return reportOf({ row, plan, events, earlier: [] });
}
const of = (report: ReportView, number: number) => report.answers.find((a) => a.number === number);
const keys = (report: ReportView, number: number) => of(report, number)?.lines.map((l) => l.key);

test("answers all 22 questions of section G, each with at least one sentence", async () => {
  const { answers } = await ended();
  expect(answers.map((a) => a.number)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
  expect(answers.filter((a) => a.lines.length === 0)).toEqual([]);
});

test("says of 10, 11, 15, 19 and 21 that the console cannot know them, however well the run went", async () => {
  const { answers } = await ended();
  expect(answers.filter((a) => a.standing === "outside").map((a) => a.number)).toEqual([10, 11, 15, 19, 21]);
});

test("agrees with the servers about the loss, the last file and the state", async () => {
  const report = await ended();
  expect(of(report, 3)?.lines[0]).toMatchObject({ values: { fewest: "2", rooms: 1 } });
  expect(of(report, 4)?.lines.at(-1)).toMatchObject({ values: { file: bench.servers.applied.at(-1) } });
  expect(of(report, 5)?.lines[0]).toMatchObject({ values: { applied: bench.servers.applied.length, left: 0 } });
  expect(of(report, 7)?.findings.find((f) => f.checkId === "pool-state")?.facts.poolState).toBe(
    bench.servers.poolState,
  );
});

test("names who approved, and every word that was given about a silent home", async () => {
  const report = await ended();
  expect(of(report, 6)?.lines[0]).toMatchObject({ key: "approved-by", values: { person: "Giulia Ferri" } });
  expect(of(report, 13)).toMatchObject({ standing: "in-part" });
  expect(keys(report, 13)).toEqual(["attested", "attested"]);
});

test("does not claim a proven service when the test message failed", async () => {
  const report = await ended(undefined, (servers) => {
    servers.testResult = "Failure";
  });
  expect(keys(report, 1)).toContain("not-proven");
  expect(keys(report, 1)).not.toContain("proven");
});

test("says on whose word it started, and an emergency start is a deviation", async () => {
  const report = await ended();
  expect(keys(report, 6)?.at(-1)).toBe("approval-not-asked");
  const [row, plan, events] = await Promise.all([
    bench.store.run(bench.runId),
    bench.store.plan("plan-1"),
    bench.events(),
  ]);
  if (!row || !plan) throw new Error("the bench has no run");
  const approval = { kind: "emergency", reason: "nobody to be reached" } as const;
  const started = events.map((e) => (e.kind === "run-started" ? { ...e, approval } : e));
  const emergency = reportOf({ row, plan, events: started, earlier: [] });
  expect(keys(emergency, 6)?.at(-1)).toBe("approval-emergency");
  expect(emergency.deviations).toMatchObject([{ kind: "emergency", said: "nobody to be reached" }]);
});

test("says that nobody went past the point of no return when the run was aborted before it", async () => {
  const report = await ended(answering({ "point-of-no-return": "abort" }));
  expect(keys(report, 6)).toEqual(["point-not-passed"]);
  expect(of(report, 12)?.standing).toBe("unknown");
  expect(keys(report, 3)).toEqual(["loss-no-copy-opened"]);
});

test("every sentence that an answer may use has its text, and every question", () => {
  const messages = JSON.parse(readFileSync("messages/en.json", "utf8")) as {
    report: { says: Record<string, string>; questions: Record<string, string> };
  };
  const { says, questions } = messages.report;
  const sources = ["time", "loss", "state", "people", "outside"].map((part) =>
    readFileSync(`lib/domain/report/answers-${part}.ts`, "utf8"),
  );
  const used = sources.flatMap((text) => [...text.matchAll(/\bline\((?:\n\s*)?"([^"]+)"/g)].map((m) => m[1] ?? ""));
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((key) => !says[key])).toEqual([]);
  expect(Object.keys(questions)).toHaveLength(22);
});
