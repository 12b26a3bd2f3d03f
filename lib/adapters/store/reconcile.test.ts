import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LocalEvent } from "#lib/domain/local-journal-port.ts";
import type { RunEventBody } from "#lib/domain/run/journal.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import { soleRunner } from "./sole-runner.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
let dir: string;
let open: OpenStore;
let runId: string;
const started: RunEventBody = {
  kind: "run-started",
  planId: "p",
  planHash: "h",
  procedure: "failover",
  reason: "r",
  person: "g",
};

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "reconcile-"));
  open = await openStore({
    poolFqdn: "pchatpool.contoso.local",
    url: `file:${join(dir, "audit.db")}`,
    migrationsDir,
    auditKey: "k".repeat(43),
  });
  const run = { poolFqdn: "pool", procedure: "failover" as const, planId: "p", reason: "r", startedBy: "g" };
  runId = (await open.store.createRun(run, started)).id;
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const local = (number: number, body: RunEventBody, row: LocalEvent["row"] = {}): LocalEvent => ({
  event: { ...body, v: 1, runId, number, at: `2026-11-21T10:00:0${number}.000Z` },
  row,
  token: 1,
});
const entered = (stepId: string): RunEventBody => ({ kind: "step-entered", stepId });

describe("a local journal", () => {
  test("is inserted with its own times, the chain whole, the row as the run left it", async () => {
    const end: RunEventBody = { kind: "run-finished", outcome: "succeeded", detail: "" };
    const events = [local(2, entered("a")), local(3, end, { status: "succeeded", lossFewest: "3" })];
    expect(await open.store.takeIn(events)).toEqual({ inserted: 2, skipped: 0 });
    expect((await open.store.events(runId)).slice(1)).toEqual(events.map((e) => e.event));
    expect(await open.store.run(runId)).toMatchObject({
      status: "succeeded",
      lossFewest: "3",
      finishedAt: "2026-11-21T10:00:03.000Z",
    });
    expect(await open.store.activeRun("pool")).toBeNull();
    expect(await open.verifyAll()).toMatchObject({ kind: "whole" });
  });

  test("is skipped where the database has the same event, whatever its time", async () => {
    await open.store.append(runId, null, entered("a"));
    expect(await open.store.takeIn([local(2, entered("a")), local(3, entered("b"))])).toEqual({
      inserted: 1,
      skipped: 1,
    });
    expect(await open.store.takeIn([local(2, entered("a")), local(3, entered("b"))])).toEqual({
      inserted: 0,
      skipped: 2,
    });
  });

  test("is refused as a whole, naming run and number, where the database has another event", async () => {
    await open.store.append(runId, null, entered("x"));
    const refused = open.store.takeIn([local(2, entered("a")), local(3, entered("b"))]);
    await expect(refused).rejects.toMatchObject({ code: "conflict", data: { runId, number: 2 } });
    expect(await open.store.events(runId)).toHaveLength(2);
  });

  test("is refused as a whole when the database ends before its first event", async () => {
    await expect(open.store.takeIn([local(3, entered("b"))])).rejects.toMatchObject({ code: "conflict" });
    expect(await open.store.events(runId)).toHaveLength(1);
  });
});

describe("the only runner", () => {
  test("is one at a time, and the next when that one gave it back", () => {
    const [one, two] = [soleRunner(join(dir, "audit.db")), soleRunner(join(dir, "audit.db"))];
    expect([one.hold(), two.hold(), one.hold()]).toEqual(["held", "taken", "held"]);
    expect([one.isHeld(), two.isHeld()]).toEqual([true, false]);
    one.release();
    expect(two.hold()).toBe("held");
    two.release();
  });

  test("cannot be told on a share", () => {
    expect(soleRunner("\\\\fs01\\console\\audit.db").hold()).toBe("cannot-tell");
  });

  test("is free again when the process that was it is killed", async () => {
    const code = `const D=require("better-sqlite3");const d=new D(process.argv[1]);d.exec("BEGIN EXCLUSIVE");console.log("held");setInterval(()=>{},1000)`;
    const other = spawn(process.execPath, ["-e", code, join(dir, "audit.db.runner")]);
    await once(other.stdout, "data");
    const mine = soleRunner(join(dir, "audit.db"));
    expect(mine.hold()).toBe("taken");
    other.kill("SIGKILL");
    await once(other, "exit");
    expect(mine.hold()).toBe("held");
    mine.release();
  });
});
