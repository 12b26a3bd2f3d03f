import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { viewHash } from "#lib/domain/plan/view-hash.ts";
import type { PlanView } from "#lib/domain/views/plan-view.ts";
import { verifyFile } from "./backup.ts";
import { openStore } from "./open-store.ts";

const auditKey = "k".repeat(43);
const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const size = 30;
let dir: string;
let whole: string;

/** A journal of 30 records beside 30 entries of the pool, sealed twice. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "property-"));
  whole = join(dir, "audit.db");
  const open = await openStore({ url: `file:${whole}`, migrationsDir, auditKey });
  const run = { poolFqdn: "pool", procedure: "failover", planId: "p", reason: "r", startedBy: "g" } as const;
  const shown = { typedName: "Torino" } as PlanView;
  const first = {
    planId: "p",
    planHash: createHash("sha256").update("{}").digest("hex"),
    viewHash: viewHash(shown),
    procedure: "failover",
    reason: "r",
    person: "g",
  };
  await open.store.savePlan({
    id: "p",
    poolFqdn: "pool",
    procedure: "failover",
    hash: first.planHash,
    pinned: "{}",
    view: shown,
    createdAt: "2026-11-21T10:00:00.000Z",
    createdBy: "g",
  });
  const { id } = await open.store.createRun(run, { kind: "run-started", ...first });
  for (let n = 2; n < size; n += 1) await open.store.append(id, null, { kind: "step-entered", stepId: `step-${n}` });
  const loss = { fewest: "0", most: "0" };
  const end = { status: "succeeded", lossFewest: "0", lossMost: "0" } as const;
  await open.store.append(id, null, { kind: "run-finished", outcome: "succeeded", detail: "", loss }, end);
  for (let n = 2; n <= size; n += 1)
    await open.store.recordEntry({ stream: "pool:pool", kind: "run-signed-off", person: "Anna Rossi", data: { n } });
  await open.close();
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Table = { readonly name: "RunEvent" | "Entry"; readonly where: string };
const tables: readonly Table[] = [
  { name: "RunEvent", where: "1 = 1" },
  { name: "Entry", where: "stream = 'pool:pool'" },
];
const table = fc.constantFrom(...tables);
const nth = fc.integer({ min: 1, max: size });

/** What the verification says after somebody who can write the file did this. */
async function after(work: (database: Database.Database) => void) {
  const path = join(dir, "touched.db");
  for (const end of ["-wal", "-shm"]) rmSync(path + end, { force: true });
  copyFileSync(whole, path);
  const database = new Database(path);
  for (const name of ["Entry_no_update", "Entry_no_delete", "RunEvent_no_update", "RunEvent_no_delete"])
    database.exec(`DROP TRIGGER "${name}"`);
  work(database);
  database.close();
  return (await verifyFile(path, auditKey)).verdict;
}
const runs = { numRuns: 40 };

test("names the record whose text differs in any one byte", async () => {
  await fc.assert(
    fc.asyncProperty(table, nth, fc.nat(), fc.integer({ min: 1, max: 127 }), async ({ name, where }, n, place, by) => {
      const verdict = await after((database) => {
        const at = `FROM "${name}" WHERE ${where} AND number = ${n}`;
        const { body } = database.prepare(`SELECT body ${at}`).get() as { body: string };
        const bytes = Buffer.from(body);
        bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ by;
        database
          .prepare(`UPDATE "${name}" SET body = ? WHERE ${where} AND number = ${n}`)
          .run(bytes.toString("latin1"));
      });
      expect(verdict).toMatchObject({ kind: "broken", number: n });
    }),
    runs,
  );
});

test("names the record beside whose text another kind or another person stands", async () => {
  await fc.assert(
    fc.asyncProperty(nth, fc.constantFrom("kind", "person"), async (n, column) => {
      const verdict = await after((database) =>
        database.exec(`UPDATE "Entry" SET ${column} = 'x' WHERE stream = 'pool:pool' AND number = ${n}`),
      );
      expect(verdict).toMatchObject({ kind: "broken", number: n, reason: "columns" });
    }),
    runs,
  );
});

test("names the record that a run's line in the history contradicts, and finds a line that is gone", async () => {
  const begins = ["reason", "startedBy", "startedAt", "procedure", "planId"].map((column) => ({ column, number: 1 }));
  const ends = ["status", "finishedAt", "lossFewest", "lossMost"].map((column) => ({ column, number: size }));
  for (const { column, number } of [...begins, ...ends]) {
    const verdict = await after((database) => database.exec(`UPDATE "Run" SET "${column}" = 'x'`));
    expect(verdict, column).toMatchObject({ kind: "broken", number, reason: "row" });
  }
  expect(await after((database) => database.exec(`DELETE FROM "Run"`))).toMatchObject({ number: 1, reason: "row" });
});

test("names the first record of a run whose plan was changed, in what it does or in what its page showed, or is gone", async () => {
  const plan = { kind: "broken", number: 1, reason: "plan" };
  const set = (sql: string) => after((database) => database.exec(`UPDATE "Plan" SET ${sql}`));
  expect(await set(`"pinned" = '{"steps":[]}'`)).toMatchObject(plan);
  expect(await set(`"view" = replace("view", 'Torino', 'Milano')`)).toMatchObject(plan);
  expect(await set(`"view" = substr("view", 2)`)).toMatchObject(plan);
  expect(await after((database) => database.exec(`DELETE FROM "Plan"`))).toMatchObject(plan);
});

test("names the record that was dropped, also the last one", async () => {
  await fc.assert(
    fc.asyncProperty(table, nth, async ({ name, where }, n) => {
      const verdict = await after((database) =>
        database.exec(`DELETE FROM "${name}" WHERE ${where} AND number = ${n}`),
      );
      expect(verdict).toMatchObject({ kind: "broken", number: n });
    }),
    runs,
  );
});

test("names the place where a record was put in, those after it moved up", async () => {
  await fc.assert(
    fc.asyncProperty(table, nth, async ({ name, where }, n) => {
      const key = name === "RunEvent" ? "runId" : "stream";
      const rest = name === "RunEvent" ? "at, kind" : "at, kind, person";
      const verdict = await after((database) => {
        database.exec(`UPDATE "${name}" SET number = -number - 1 WHERE ${where} AND number >= ${n};
          UPDATE "${name}" SET number = -number WHERE ${where} AND number < 0;
          INSERT INTO "${name}" (${key}, number, ${rest}, body, hash, previousHash)
            SELECT ${key}, ${n}, ${rest}, body, hash, previousHash FROM "${name}" WHERE ${where} AND number = ${n + 1}`);
      });
      // The copy at n is the record itself under its own number; the first that is wrong is what follows.
      expect(verdict).toMatchObject({ kind: "broken", number: n + 1 });
    }),
    runs,
  );
});

test("names the first of two records that were swapped", async () => {
  await fc.assert(
    fc.asyncProperty(table, nth, nth, async ({ name, where }, a, b) => {
      fc.pre(a < b);
      const verdict = await after((database) =>
        database.exec(`UPDATE "${name}" SET number = -1 WHERE ${where} AND number = ${a};
          UPDATE "${name}" SET number = ${a} WHERE ${where} AND number = ${b};
          UPDATE "${name}" SET number = ${b} WHERE ${where} AND number = -1`),
      );
      expect(verdict).toMatchObject({ kind: "broken", number: a });
    }),
    runs,
  );
});

test("names the record that was dated anew, in its text or beside it", async () => {
  await fc.assert(
    fc.asyncProperty(table, nth, fc.boolean(), async ({ name, where }, n, inText) => {
      const set = inText ? `body = replace(body, at, '2020-01-01T00:00:00.000Z')` : `at = '2020-01-01T00:00:00.000Z'`;
      const verdict = await after((database) =>
        database.exec(`UPDATE "${name}" SET ${set} WHERE ${where} AND number = ${n}`),
      );
      expect(verdict).toMatchObject({ kind: "broken", number: n });
    }),
    runs,
  );
});
