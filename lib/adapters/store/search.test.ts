import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenStore, openStore } from "./open-store.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const poolFqdn = "pchatpool.contoso.local";
let dir: string;
let open: OpenStore;
let runId: string;
let nowMs = Date.parse("2026-11-01T00:00:00.000Z");
const reopen = async () => {
  const now = () => new Date(nowMs);
  open = await openStore({ url: `file:${join(dir, "audit.db")}`, migrationsDir, poolFqdn, now });
};

/** One failover with a command, its output and its failure; users are back after seven minutes, the target is five. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "search-"));
  await reopen();
  const plan = {
    id: "p1",
    poolFqdn,
    procedure: "failover",
    hash: "h",
    pinned: "{}",
    createdAt: "",
    createdBy: "",
  } as const;
  const targets = { recoveryPointSeconds: 300, recoveryTimeSeconds: 300 };
  await open.store.savePlan({ ...plan, view: { targets } as never });
  const run = { poolFqdn, procedure: "failover", planId: "p1", reason: "INC-7, Störung", startedBy: "Giulia" } as const;
  const first = { planId: "p1", planHash: "h", procedure: "failover", reason: run.reason, person: "Giulia" };
  runId = (await open.store.createRun(run, { kind: "run-started", ...first })).id;
  const at = { stepId: "apply-log-backups", actId: "apply-log-backup:1" };
  const text = "RESTORE LOG @database FROM DISK = @file WITH NORECOVERY";
  const command = {
    kind: "sql",
    target: "sqlto01",
    text,
    parameters: { file: "X:\\backup\\mgc_11.trn" },
    deadlineMs: null,
  } as const;
  await open.store.append(runId, null, { kind: "act-intended", ...at, attempt: 1, command });
  const lines = [{ source: "sqlto01", level: "info", text: "Processed 8 pages for database 'mgc'" } as const];
  await open.store.append(runId, null, { kind: "act-output", ...at, lines });
  const causes = [{ message: "The log in this backup set begins at LSN 34000000012300001" }];
  const error = { code: "remote", message: "RESTORE LOG is terminating abnormally", effect: "none", causes } as const;
  await open.store.append(runId, null, { kind: "act-failed", ...at, error: error as never });
  nowMs += 7 * 60_000;
  await open.store.append(runId, null, {
    kind: "step-finished",
    stepId: "set-active-servers",
    outcome: "done",
    reason: null,
  });
  await sampled();
  nowMs += 60_000;
  await open.store.append(
    runId,
    null,
    { kind: "run-finished", outcome: "succeeded", detail: "" },
    { status: "succeeded" },
  );
}, 120_000);
/** What came along ends 70 s before the newest sample of the lost side. */
async function sampled(): Promise<void> {
  const sample = (takenAt: string, id: string) => ({ instance: "sqlmi01", takenAt, rooms: { Sala: id } });
  const [older, newest] = [sample("2026-10-31T23:58:00.000Z", "10"), sample("2026-10-31T23:59:10.000Z", "14")];
  const done = { kind: "act-succeeded", sessionId: null, serverUtc: null } as const;
  const pinned = { newest, samples: [newest, older] };
  await open.store.append(runId, null, { ...done, stepId: "prepare", actId: "pin-watermarks", result: pinned });
  const result = sample("2026-11-01T00:06:00.000Z", "12");
  await open.store.append(runId, null, { ...done, stepId: "bring-online", actId: "sample-recovered", result });
}
afterAll(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const found = async (words: string) =>
  (await open.history.findText({ poolFqdn, words, limit: 50 })).map((hit) => hit.number);

test.each([
  ["a command", "restore norecovery", [2]],
  ["a value of a command, as a file is named", "mgc_11.trn", [2]],
  ["the beginning of the last word where a star says so", "mgc_11.tr*", [2]],
  ["no beginning without one", "mgc_11.tr", []],
  ["output", "processed pages", [3]],
  ["a failure's cause", "34000000012300001", [4]],
  ["a reason, without its accents", "storung", [1]],
  ["words that stand in no record together", "processed norecovery", []],
  ["nothing", "  ", []],
  ["the index's own language, as words", 'mgc" OR "pages', []],
  ["signs alone", "* ^ NEAR(", []],
])("finds %s", async (_, words, numbers) => {
  expect(await found(words)).toEqual(numbers);
});

test("shows the place, newest first, and goes on by key", async () => {
  const all = await open.history.findText({ poolFqdn, words: "log", limit: 50 });
  expect(all.map((hit) => [hit.label, hit.number])).toEqual([
    ["R-0001", 4],
    ["R-0001", 2],
  ]);
  expect(all[1]?.excerpt).toContain("RESTORE \u0002LOG\u0003");
  const before = all[0]?.key ?? 0;
  expect((await open.history.findText({ poolFqdn, words: "log", limit: 1, before })).map((hit) => hit.number)).toEqual([
    2,
  ]);
  expect(await open.history.findText({ poolFqdn: "other.contoso.local", words: "log", limit: 50 })).toEqual([]);
});

test("makes the index anew when somebody had removed its trigger", async () => {
  await open.close();
  const database = new Database(join(dir, "audit.db"));
  database.exec(`DROP TRIGGER "RunEvent_search"; DELETE FROM "RunText"`);
  database.close();
  await reopen();
  expect(await found("mgc_11.trn")).toEqual([2]);
});

test("keeps with a run's end what lists sort by, and says which missed the target", async () => {
  const ask = { poolFqdn, order: "longest", limit: 10 } as const;
  expect(await open.history.times(ask)).toMatchObject([
    { label: "R-0001", backSeconds: 420, targetSeconds: 300, pointSeconds: 70 },
  ]);
  expect((await open.history.findRuns({ ...ask, targetMissed: true })).map((run) => run.label)).toEqual(["R-0001"]);
  expect(await open.history.stepsDone(poolFqdn)).toEqual({ "set-active-servers": "2026-11-01T00:07:00.000Z" });
});
