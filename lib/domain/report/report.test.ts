import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  answer,
  answering,
  attested,
  type Bench,
  careful,
  failoverBench,
  type Person,
} from "#lib/engine/testing/engine-bench.ts";
import { target } from "#lib/engine/testing/fake-pool.ts";
import type { FakeServers } from "#lib/engine/testing/fake-servers.ts";
import { reportOf } from "./report.ts";

let bench: Bench;
beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(async () => {
  await bench.stopAll();
  vi.useRealTimers();
});

async function started(person: Person = careful, arrange?: (servers: FakeServers) => void) {
  bench = await failoverBench(person, arrange);
  bench.start();
}

async function report() {
  const [row, plan, events] = await Promise.all([
    bench.store.run(bench.runId),
    bench.store.plan("plan-1"),
    bench.events(),
  ]);
  if (!row || !plan) throw new Error("the bench has no run");
  return reportOf({ row, plan, events, earlier: [] });
}

async function ended(person?: Person, arrange?: (servers: FakeServers) => void) {
  await started(person, arrange);
  await bench.ends();
  return report();
}

test("keeps deciding, executing and validating apart, and they add up to the run's time", async () => {
  await started((decision, b) => (decision.kind === "point-of-no-return" ? null : careful(decision, b)));
  const asked = await bench.asked("point-of-no-return");
  await bench.pass(90_000);
  await answer(bench, asked, "confirm", attested(bench));
  await bench.ends();
  const { times } = await report();
  const seconds = (id: string) => times.clocks.find((c) => c.id === id)?.seconds ?? Number.NaN;
  expect(times.waitedSeconds).toBe(90);
  expect(seconds("decide")).toBe(90);
  expect(seconds("execute") + seconds("validate") + 90).toBe(times.runSeconds);
});

test("counts as detection only what lies between home's last sample and the plan, seven minutes here", async () => {
  const { times } = await ended();
  expect(times.lastSign).toBe("2026-11-21T09:53:00.000Z");
  expect(times.clocks[0]).toMatchObject({ id: "detect", seconds: 420, basis: "detect" });
});

test("says that validation was never reached when the run ended before it", async () => {
  const { times, recovery } = await ended(answering({ "point-of-no-return": "abort" }));
  expect(times.clocks.at(-1)).toMatchObject({ id: "validate", seconds: null, basis: "validate-not-reached" });
  expect(times.usersBackAt).toBeNull();
  expect(recovery?.verdict).toBe("missed");
});

test("shows every attempt with its record, its output and its failure when an act was sent twice", async () => {
  let left = 1;
  const told = await ended(answering({ "act-failed": "retry" }), (servers) => {
    servers.fate = (command) => (command.text === "Install-CsMirrorDatabase" && left-- > 0 ? "refused" : "arrives");
  });
  const act = told.steps.find((s) => s.id === "create-mirror")?.acts[0];
  expect(act?.attempts.map((a) => [a.nth, a.end?.effect])).toEqual([
    [1, "none"],
    [2, "done"],
  ]);
  expect(act?.attempts[0]?.end?.error).toBeTruthy();
  expect(act?.attempts[1]?.after.at(-1)?.observed.state).toBe("done");
  expect(told.deviations.map((d) => d.kind)).toEqual(["decided", "retried"]);
  expect(told.decisions.find((d) => d.decision.kind === "act-failed")?.alternatives).toContain("skip");
});

test("carries the server's session and clock beside the console's", async () => {
  const { steps } = await ended();
  const act = steps.find((s) => s.id === "bring-online")?.acts.find((a) => a.id === "bring-online");
  const attempt = act?.attempts[0];
  expect(attempt?.command).toBe("RESTORE DATABASE [mgc] WITH RECOVERY");
  expect(attempt?.before?.observed.state).toBe("not-started");
  expect(attempt?.end?.sessionId).toBe(61);
  expect(attempt?.end?.serverUtc).toMatch(/^2026-11-21T/);
});

test("leaves no command of the journal out", async () => {
  const { steps } = await ended();
  const intents = (await bench.events()).filter((e) => e.kind === "act-intended");
  const shown = steps.flatMap((s) => s.acts.flatMap((a) => a.attempts.map((t) => t.number)));
  expect(shown.sort((a, b) => a - b)).toEqual(intents.map((e) => e.number));
});

test("draws the point of no return when its own command was sent, by whom it was confirmed", async () => {
  const { points } = await ended();
  expect(points).toMatchObject([{ stepId: "bring-online", confirmedBy: "Giulia Ferri" }]);
  expect(points[0]?.passedAt).not.toBeNull();
});

test("draws a point of no return as not passed when the run was aborted before it", async () => {
  const { points, deviations } = await ended(answering({ "point-of-no-return": "abort" }));
  expect(points[0]?.passedAt).toBeNull();
  expect(deviations).toMatchObject([{ kind: "decided", decision: { kind: "point-of-no-return", choice: "abort" } }]);
});

test("names every log backup in the manifest and the last that was applied", async () => {
  const { manifest } = await ended();
  expect(manifest?.files.filter((f) => f.fate === "applied").map((f) => f.file)).toEqual(bench.servers.applied);
  expect(manifest?.lastApplied).toMatchObject({ file: "mgc_11.trn", finishDate: "2026-11-21T09:00:01" });
});

test("has no deviation when everything went as planned", async () => {
  const { deviations, run, target: served } = await ended();
  expect(deviations).toEqual([]);
  expect([run.status, served]).toEqual(["succeeded", target]);
});

test("counts a run that goes on up to its last record", async () => {
  await started(answering({ "point-of-no-return": () => null }));
  await bench.asked("point-of-no-return");
  const told = await report();
  expect(told.run.finishedAt).toBeNull();
  expect(told.until).toBe((await bench.events()).at(-1)?.at);
  expect(Date.parse(told.until)).toBeGreaterThan(Date.parse(told.run.startedAt));
});
