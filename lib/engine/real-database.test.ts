import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localJournalFile } from "#lib/adapters/store/local-journal-file.ts";
import { type OpenStore, openStore } from "#lib/adapters/store/open-store.ts";
import { soleRunner } from "#lib/adapters/store/sole-runner.ts";
import type { SoleRunnerPort } from "#lib/domain/local-journal-port.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import { steadyStore } from "#lib/engine/steady-store.ts";

const migrationsDir = join(import.meta.dirname, "../../prisma/migrations");
const pool = "pchatpool.contoso.local";
const started: RunEventBody = {
  kind: "run-started",
  planId: "p",
  planHash: "h",
  procedure: "failover",
  reason: "power",
  person: "Giulia Ferri",
};

let dir: string;
let file: string;
let open: OpenStore;
let runner: SoleRunnerPort;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "dead-"));
  file = join(dir, "audit.db");
  open = await openStore({
    poolFqdn: "pchatpool.contoso.local",
    url: `file:${file}`,
    migrationsDir,
    auditKey: "k".repeat(43),
  });
  await open.prisma.$queryRawUnsafe("PRAGMA busy_timeout = 100");
  runner = soleRunner(file);
});
afterEach(async () => {
  await open.close();
  runner.release();
  rmSync(dir, { recursive: true, force: true });
});

async function runUnderWay() {
  let nowMs = 0;
  const clock = { now: () => new Date(), monotonicMs: () => nowMs, sleep: async () => undefined };
  const journal = await localJournalFile(join(dir, "local-journal.jsonl"), clock.now);
  const store = steadyStore({ store: open.store, file: journal, soleRunner: runner, clock, log: () => undefined });
  runner.hold();
  const token = await store.takeLease(pool, "console:1", null);
  const newRun = {
    poolFqdn: pool,
    procedure: "failover" as const,
    planId: "p",
    reason: "power",
    startedBy: "Giulia Ferri",
  };
  const { id } = await store.createRun(newRun, started);
  await store.activeRun(pool);
  await store.events(id);
  return { store, id, token, later: () => (nowMs += 6_000) };
}

/** Another process holds the database's write lock for longer than anybody waits. */
function lockDatabase(): () => void {
  const other = new Database(file);
  other.exec("BEGIN IMMEDIATE");
  return () => {
    other.exec("ROLLBACK");
    other.close();
  };
}

test("goes on in the file while the real database cannot be written, and puts everything there afterwards", async () => {
  const { store, id, token, later } = await runUnderWay();
  const unlock = lockDatabase();
  const heard: number[] = [];
  store.onAppend((event) => heard.push(event.number));
  for (const stepId of ["prepare", "remove-log-shipping"])
    await store.append(id, token, { kind: "step-entered", stepId });
  await store.append(
    id,
    null,
    { kind: "pause-requested", person: "Giulia Ferri", reason: "wait" },
    { status: "pausing" },
  );
  expect(store.auditState()).toMatchObject({ kind: "local-journal", events: 3 });
  expect((await store.events(id)).map((e) => e.number)).toEqual([1, 2, 3, 4]);
  expect(await store.run(id)).toMatchObject({ status: "pausing" });
  expect(heard).toEqual([2, 3, 4]);
  const seen = await store.events(id);
  unlock();
  later();
  expect(await store.events(id)).toEqual(seen);
  expect(store.auditState()).toEqual({ kind: "up" });
  expect(await open.store.events(id)).toEqual(seen);
  expect(await open.store.run(id)).toMatchObject({ status: "pausing" });
  expect(await open.verifyAll()).toMatchObject({ kind: "whole" });
  expect(readdirSync(dir).filter((name) => name.startsWith("local-journal.jsonl."))).toHaveLength(1);
});

test("takes in what a killed console left in the file, with the real database, before it takes the lease", async () => {
  const { store, id, token } = await runUnderWay();
  const unlock = lockDatabase();
  await store.append(id, token, { kind: "step-entered", stepId: "prepare" });
  runner.release();
  unlock();
  const clock = { now: () => new Date(), monotonicMs: () => 0, sleep: async () => undefined };
  const journal = await localJournalFile(join(dir, "local-journal.jsonl"), clock.now);
  const next = steadyStore({ store: open.store, file: journal, soleRunner: runner, clock, log: () => undefined });
  runner.hold();
  await next.takeLease(pool, "console:2", await next.lease(pool));
  expect((await open.store.events(id)).map((e) => e.kind)).toEqual(["run-started", "step-entered"]);
  expect(next.auditState()).toEqual({ kind: "up" });
});
