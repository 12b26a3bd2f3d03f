import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canonicalJson, chainHash } from "#lib/domain/audit/chain.ts";
import { type OpenStore, openStore } from "./open-store.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const auditKey = "k".repeat(43);
const poolFqdn = "pchatpool.contoso.local";
const before = "2026-01-01T00:00:00.000Z";
const asked = { poolFqdn, before, person: "Anna Rossi", reason: "kept for five years" };
let dir: string;
let open: OpenStore;
let now: Date;

async function ranRun(procedure: "failover" | "failback", planId: string): Promise<string> {
  const first = { kind: "run-started", planId, planHash: "h", procedure, reason: "r", person: "g" } as const;
  const run = await open.store.createRun({ poolFqdn, procedure, planId, reason: "r", startedBy: "g" }, first);
  for (const stepId of ["prepare", "verify"]) await open.store.append(run.id, null, { kind: "step-entered", stepId });
  await open.store.append(
    run.id,
    null,
    { kind: "run-finished", outcome: "succeeded", detail: "" },
    { status: "succeeded" },
  );
  return run.id;
}
const act = (n: number) => open.store.recordEntry({ stream: "console", kind: "signed-in", person: "g", data: { n } });
const isWhole = () => open.verifyAll();
const raw = <T>(work: (database: Database.Database) => T): T => {
  const database = new Database(join(dir, "audit.db"));
  try {
    return work(database);
  } finally {
    database.close();
  }
};
const recordsOf = (runId: string) =>
  raw((d) => d.prepare('SELECT count(*) AS n FROM "RunEvent" WHERE runId = ?').get(runId) as { n: number }).n;

let old: readonly string[];
let kept: readonly string[];
/** 2020: three failovers, a failback and 30 acts; 2026: one failover and 5 acts. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "purge-"));
  now = new Date("2020-03-01T10:00:00.000Z");
  open = await openStore({ poolFqdn, url: `file:${join(dir, "audit.db")}`, migrationsDir, auditKey, now: () => now });
  const [a, b, c] = [await ranRun("failover", "p1"), await ranRun("failover", "p2"), await ranRun("failover", "p3")];
  const back = await ranRun("failback", "p4");
  for (let n = 1; n <= 30; n += 1) await act(n);
  now = new Date("2026-06-01T10:00:00.000Z");
  const last = await ranRun("failover", "p5");
  for (let n = 31; n <= 35; n += 1) await act(n);
  [old, kept] = [
    [a, b, c],
    [back, last],
  ];
}, 120_000);
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

async function purgeAll(): Promise<readonly string[]> {
  const gone: string[] = [];
  for (let part = await open.store.purgeSome(asked); part; part = await open.store.purgeSome(asked))
    gone.push(...part.map((each) => each.stream));
  return gone;
}

test("says beforehand exactly what would go, and takes nothing", async () => {
  const said = { before, runs: 3, runRecords: 12, from: "R-0001", to: "R-0003", consoleRecords: 30 };
  expect(await open.store.purgeable(asked)).toEqual(said);
  expect(old.map(recordsOf)).toEqual([4, 4, 4]);
});

test("takes what is old but the newest run of each procedure, and the audit is whole afterwards", async () => {
  expect(await purgeAll()).toEqual([...old.map((id) => `run:${id}`), "console"]);
  expect(old.map(recordsOf)).toEqual([0, 0, 0]);
  expect(kept.map(recordsOf)).toEqual([4, 4]);
  expect((await open.history.findRuns({ poolFqdn, order: "newest", limit: 9 })).map((r) => r.label)).toEqual([
    "R-0005",
    "R-0004",
  ]);
  expect(await open.history.countRuns({ poolFqdn, order: "newest", limit: 9 })).toEqual({ succeeded: 2 });
  expect(await isWhole()).toMatchObject({ kind: "whole" });
  expect(await open.store.purgeSome(asked)).toBeNull();
});

test("leaves a chained record with the first and last number and the last hash of all that went", async () => {
  const last = raw((d) => d.prepare(`SELECT hash FROM "Entry" WHERE stream = 'console' AND number = 30`).get());
  await purgeAll();
  const entries = await open.store.entries(`pool:${poolFqdn}`, ["audit-purged"], 9);
  expect(entries.map((e) => [e.person, (e.data.streams as unknown[]).length])).toEqual([
    ["Anna Rossi", 1],
    ["Anna Rossi", 3],
  ]);
  const { hash } = last as { hash: string };
  expect(entries[0]?.data).toMatchObject({
    before,
    reason: "kept for five years",
    streams: [{ stream: "console", first: 1, last: 30, lastHash: hash, label: null }],
  });
});

test("goes on chaining what is new, and purges a stream again from where the purge before it ended", async () => {
  await purgeAll();
  now = new Date("2028-06-01T10:00:00.000Z");
  for (let n = 36; n <= 70; n += 1) await act(n);
  expect(await isWhole()).toMatchObject({ kind: "whole" });
  const next = { ...asked, before: "2027-01-01T00:00:00.000Z" };
  expect(await open.store.purgeSome(next)).toMatchObject([{ stream: "console", first: 31, last: 35 }]);
  expect(await isWhole()).toMatchObject({ kind: "whole" });
});

test("still refuses to change or delete any record of which no purge says so", async () => {
  await purgeAll();
  const attempts = [
    `DELETE FROM "RunEvent" WHERE runId = '${kept[0]}'`,
    `DELETE FROM "Entry" WHERE stream = 'console' AND number = 31`,
    `DELETE FROM "Entry" WHERE stream = 'pool:${poolFqdn}'`,
    `UPDATE "Entry" SET person = 'x' WHERE stream = 'console'`,
  ];
  for (const attempt of attempts) expect(() => raw((d) => d.exec(attempt))).toThrow("is append-only");
});

test("finds a record that was removed beyond what a purge says", async () => {
  await purgeAll();
  raw((d) =>
    d.exec(`INSERT OR REPLACE INTO "Purged" VALUES ('console', 33, 'x', 'now');
    DELETE FROM "Entry" WHERE stream = 'console' AND number <= 33`),
  );
  expect(await isWhole()).toEqual({ kind: "broken", stream: "console", number: 31, reason: "gap" });
});

test("finds a removal that somebody without the key passes off as a purge", async () => {
  const runId = kept[0];
  const stream = `pool:${poolFqdn}`;
  raw((d) => {
    const head = d.prepare(`SELECT number, hash FROM "ChainHead" WHERE stream = ?`).get(stream) as {
      number: number;
      hash: string;
    };
    const end = d.prepare(`SELECT hash FROM "ChainHead" WHERE stream = ?`).get(`run:${runId}`) as { hash: string };
    const number = head.number + 1;
    const streams = [{ stream: `run:${runId}`, first: 1, last: 4, lastHash: end.hash, label: "R-0004" }];
    const data = { before, reason: "as agreed", streams };
    const at = "2026-06-02T10:00:00.000Z";
    const body = canonicalJson({ v: 1, stream, number, at, kind: "audit-purged", person: "Anna Rossi", data });
    const hash = chainHash(head.hash, body);
    d.prepare(`INSERT INTO "Entry" VALUES (?, ?, ?, 'audit-purged', 'Anna Rossi', ?, ?, ?)`).run(
      ...[stream, number, at, body, hash, head.hash],
    );
    d.prepare(`UPDATE "ChainHead" SET number = ?, hash = ? WHERE stream = ?`).run(number, hash, stream);
    d.exec(
      `INSERT INTO "Purged" VALUES ('run:${runId}', 4, 'x', 'now'); DELETE FROM "RunEvent" WHERE runId = '${runId}'`,
    );
  });
  expect(await isWhole()).toMatchObject({ kind: "broken", stream, reason: "unsealed" });
});
