import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaBetterSQLite3 } from "@prisma/adapter-better-sqlite3";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PrismaClient } from "./generated/client.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import { SafeSqlite } from "./safe-sqlite.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const pool = "pchatpool.contoso.local";
const started = {
  kind: "run-started",
  planId: "p1",
  planHash: "h",
  procedure: "failover",
  reason: "power",
  person: "g",
} as const;
const newRun = (planId: string) => ({
  poolFqdn: pool,
  procedure: "failover" as const,
  planId,
  reason: "power",
  startedBy: "g",
});

let dir: string;
let file: string;
let open: OpenStore;
const reopen = async () => {
  open = await openStore({ poolFqdn: "pchatpool.contoso.local", url: `file:${file}`, migrationsDir });
};
const raw = <T>(work: (database: Database.Database) => T): T => {
  const database = new Database(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
};

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "store-"));
  file = join(dir, "audit.db");
  await reopen();
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

describe("runs", () => {
  test("gives the first one's row when the same plan is started twice", async () => {
    const one = await open.store.createRun(newRun("p1"), started);
    const two = await open.store.createRun(newRun("p1"), started);
    expect(two).toEqual(one);
    expect(one).toMatchObject({ label: "R-0001", status: "running", finishedAt: null });
    expect(await open.store.events(one.id)).toHaveLength(1);
  });

  test("refuses a second run while one of the pool has not ended", async () => {
    const one = await open.store.createRun(newRun("p1"), started);
    await expect(open.store.createRun(newRun("p2"), started)).rejects.toMatchObject({ code: "conflict" });
    expect(await open.store.activeRun(pool)).toEqual(one);
    await open.store.append(
      one.id,
      null,
      { kind: "run-finished", outcome: "failed", detail: "" },
      { status: "failed" },
    );
    expect(await open.store.activeRun(pool)).toBeNull();
    const two = await open.store.createRun(newRun("p2"), started);
    expect((await open.store.runs(pool, 5)).map((r) => r.label)).toEqual(["R-0002", "R-0001"]);
    expect(two.label).toBe("R-0002");
    expect((await open.store.run(one.id))?.finishedAt).not.toBeNull();
  });

  test("lets one of two simultaneous starts through", async () => {
    const results = await Promise.allSettled(["a", "b", "c"].map((id) => open.store.createRun(newRun(id), started)));
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
  });

  test("keeps the chain whole and without gaps when events arrive at the same time", async () => {
    const run = await open.store.createRun(newRun("p1"), started);
    const heard: number[] = [];
    const off = open.store.onAppend((event) => heard.push(event.number));
    const steps = Array.from({ length: 30 }, (_, n) => `s${n}`);
    await Promise.all(steps.map((stepId) => open.store.append(run.id, null, { kind: "step-entered", stepId })));
    off();
    const events = await open.store.events(run.id);
    expect(events.map((e) => e.number)).toEqual(Array.from({ length: 31 }, (_, n) => n + 1));
    expect(heard).toEqual(events.slice(1).map((e) => e.number));
    expect(await open.verify(`run:${run.id}`)).toMatchObject({ kind: "whole", count: 31 });
    expect(await open.store.events(run.id, 29)).toHaveLength(2);
  });
});

test("gives the events of some kinds in some runs, each run's in order", async () => {
  const one = await open.store.createRun(newRun("p1"), started);
  await open.store.append(one.id, null, { kind: "step-entered", stepId: "verify" });
  await open.store.append(one.id, null, { kind: "paused" });
  const kinds = (await open.store.eventsOfKinds([one.id, "none"], ["paused", "run-started"])).map((e) => e.kind);
  expect(kinds).toEqual(["run-started", "paused"]);
  expect(await open.store.eventsOfKinds(["none"], ["paused"])).toEqual([]);
});

describe("lease", () => {
  test("refuses an event with a stale token", async () => {
    const run = await open.store.createRun(newRun("p1"), started);
    const first = await open.store.takeLease(pool, "A", null);
    expect(first).toBe(1);
    await open.store.append(run.id, 1, { kind: "runner-took", holder: "A", token: 1 });
    expect(await open.store.takeLease(pool, "B", null)).toBeNull();
    const seen = await open.store.lease(pool);
    expect(await open.store.raiseLease(pool, 1)).toBe(true);
    expect(await open.store.takeLease(pool, "B", seen)).toBeNull();
    expect(await open.store.takeLease(pool, "B", await open.store.lease(pool))).toBe(2);
    expect(await open.store.raiseLease(pool, 1)).toBe(false);
    const stale = open.store.append(run.id, 1, { kind: "step-entered", stepId: "x" });
    await expect(stale).rejects.toMatchObject({ code: "conflict" });
    expect(await open.store.events(run.id)).toHaveLength(2);
  });

  test("never gives a token twice when the lease was given back", async () => {
    await open.store.takeLease(pool, "A", null);
    await open.store.releaseLease(pool, 1);
    expect(await open.store.lease(pool)).toBeNull();
    expect(await open.store.takeLease(pool, "B", null)).toBe(2);
  });
});

describe("audit", () => {
  const entry = (n: number) => ({ stream: "console", kind: "signed-in", person: "g", data: { n } });

  test("refuses to change or delete an event or an entry", async () => {
    await open.store.createRun(newRun("p1"), started);
    for (const table of ["RunEvent", "Entry"]) {
      expect(() => raw((d) => d.exec(`UPDATE "${table}" SET kind = 'x'`))).toThrow("append-only");
      expect(() => raw((d) => d.exec(`DELETE FROM "${table}"`))).toThrow("append-only");
    }
  });

  test("records it when a start finds the triggers missing", async () => {
    await open.close();
    raw((d) => d.exec('DROP TRIGGER "Entry_no_update"'));
    await reopen();
    const entries = await open.prisma.entry.findMany({ where: { stream: "console" } });
    expect(entries.map((e) => e.kind)).toEqual(["triggers-were-missing"]);
    expect(() => raw((d) => d.exec("UPDATE \"Entry\" SET kind = 'x'"))).toThrow("append-only");
  });

  test("records nothing of that kind at an ordinary start", async () => {
    await open.close();
    await reopen();
    expect(await open.prisma.entry.count({ where: { stream: "console" } })).toBe(0);
  });

  test("names the record when one byte was flipped in the file", async () => {
    for (let n = 1; n <= 5; n += 1) await open.store.recordEntry(entry(n));
    expect(await open.verify("console")).toMatchObject({ kind: "whole", count: 5 });
    raw((d) =>
      d.exec(
        `DROP TRIGGER "Entry_no_update"; UPDATE "Entry" SET body = replace(body, '"n":3', '"n":4') WHERE number = 3`,
      ),
    );
    expect(await open.verify("console")).toEqual({ kind: "broken", number: 3, reason: "hash" });
  });

  test("finds it when the newest record was cut off", async () => {
    for (let n = 1; n <= 3; n += 1) await open.store.recordEntry(entry(n));
    raw((d) => d.exec('DROP TRIGGER "Entry_no_delete"; DELETE FROM "Entry" WHERE number = 3'));
    expect(await open.verify("console")).toEqual({ kind: "broken", number: 3, reason: "head" });
  });
});

describe("watch", () => {
  test("gives captures and watermarks back, newest first", async () => {
    const half = { at: "2026-01-01T00:00:00Z", data: { jobs: [1] } };
    for (const n of [1, 2]) {
      await open.store.saveCapture({
        id: `c${n}`,
        poolFqdn: pool,
        takenAt: `2026-01-0${n}T00:00:00Z`,
        halves: { a: half },
      });
      await open.store.saveWatermark(pool, { instance: "i", takenAt: `2026-01-0${n}T00:00:00Z`, rooms: { r: `${n}` } });
    }
    expect(await open.store.newestCapture(pool)).toMatchObject({ id: "c2", halves: { a: half } });
    expect((await open.store.watermarks(pool, 1)).map((w) => w.rooms)).toEqual([{ r: "2" }]);
  });
});

/** A stranger's transaction is open while a plain write is made; the transaction then rolls back. */
async function strangersRollback(adapter: PrismaBetterSQLite3): Promise<number> {
  const prisma = new PrismaClient({ adapter });
  const opened = Promise.withResolvers<void>();
  const proceed = Promise.withResolvers<void>();
  const stranger = prisma.$transaction(async (tx) => {
    await tx.chainHead.create({ data: { stream: "stranger", number: 1, hash: "" } });
    opened.resolve();
    await proceed.promise;
    throw new Error("rolled back");
  });
  await opened.promise;
  const write = prisma.chainHead.create({ data: { stream: "ours", number: 1, hash: "" } }).then((row) => row.stream);
  await new Promise((resolve) => setTimeout(resolve, 100));
  proceed.resolve();
  await expect(stranger).rejects.toThrow("rolled back");
  expect(await write).toBe("ours"); // acknowledged
  const count = await prisma.chainHead.count({ where: { stream: "ours" } });
  await prisma.$disconnect();
  return count;
}

describe("SafeSqlite", () => {
  test("keeps an acknowledged write when a stranger's transaction rolls back", async () => {
    expect(await strangersRollback(new SafeSqlite({ url: `file:${file}` }))).toBe(1);
  });

  test("is needed: the plain adapter loses that write", async () => {
    expect(await strangersRollback(new PrismaBetterSQLite3({ url: `file:${file}` }))).toBe(0);
  });

  test("goes on after a transaction could not begin because another process writes", async () => {
    const other = new Database(file);
    const prisma = new PrismaClient({ adapter: new SafeSqlite({ url: `file:${file}` }) });
    await prisma
      .$executeRawUnsafe("PRAGMA busy_timeout = 50")
      .catch(() => prisma.$queryRawUnsafe("PRAGMA busy_timeout = 50"));
    other.exec("BEGIN IMMEDIATE");
    const count = () => prisma.$transaction((tx) => tx.chainHead.count());
    await expect(count()).rejects.toThrow();
    other.exec("ROLLBACK");
    expect(await count()).toBe(0);
    other.close();
    await prisma.$disconnect();
  });
});
