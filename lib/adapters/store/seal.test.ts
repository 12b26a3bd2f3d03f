import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canonicalJson, chainHash, genesisHash } from "#lib/domain/audit/chain.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import { makeSealer, sealedText } from "./seal.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const auditKey = "k".repeat(43);
type Row = { number: number; at: string; body: string; hash: string; previousHash: string };

let dir: string;
let open: OpenStore;
const reopen = async (key: string | null = auditKey) => {
  open = await openStore({
    poolFqdn: "pchatpool.contoso.local",
    url: `file:${join(dir, "audit.db")}`,
    migrationsDir,
    ...(key === null ? {} : { auditKey: key }),
  });
};
/** Somebody who can write the file and knows how to remove the triggers. */
function tamper(work: (database: Database.Database) => void): void {
  const database = new Database(join(dir, "audit.db"));
  for (const name of ["Entry_no_update", "Entry_no_delete", "RunEvent_no_update", "RunEvent_no_delete"])
    database.exec(`DROP TRIGGER IF EXISTS "${name}"`);
  work(database);
  database.close();
}
const rowsOf = (d: Database.Database, stream: string) =>
  d.prepare('SELECT * FROM "Entry" WHERE stream = ? ORDER BY number').all(stream) as Row[];

/** Makes every hash of a stream anew, as somebody without the key can. */
function rehash(d: Database.Database, stream: string): void {
  let previousHash = genesisHash;
  for (const { number, body } of rowsOf(d, stream)) {
    const hash = chainHash(previousHash, body);
    d.prepare('UPDATE "Entry" SET hash = ?, previousHash = ? WHERE stream = ? AND number = ?').run(
      hash,
      previousHash,
      stream,
      number,
    );
    previousHash = hash;
  }
  const last = rowsOf(d, stream).at(-1);
  d.prepare('UPDATE "ChainHead" SET number = ?, hash = ? WHERE stream = ?').run(last?.number, last?.hash, stream);
}
const change3 = (d: Database.Database) =>
  d.exec(`UPDATE "Entry" SET body = replace(body, '"n":3}', '"n":4}') WHERE stream = 'console' AND number = 3`);

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "seal-"));
  await reopen();
  for (let n = 1; n <= 30; n += 1)
    await open.store.recordEntry({ stream: "console", kind: "signed-in", person: "g", data: { n } });
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

test("finds everything whole, every heads record sealed, when nobody touched it", async () => {
  await open.close();
  await reopen();
  expect(await open.verifyAll()).toEqual({ kind: "whole", streams: 2, records: 32, seals: 2 });
});

test("names stream and number of a body that was changed", async () => {
  tamper(change3);
  expect(await open.verifyAll()).toEqual({ kind: "broken", stream: "console", number: 3, reason: "hash" });
});

test("names stream and number of a record that was removed", async () => {
  tamper((d) => d.exec(`DELETE FROM "Entry" WHERE stream = 'console' AND number = 7`));
  expect(await open.verifyAll()).toEqual({ kind: "broken", stream: "console", number: 7, reason: "gap" });
});

test("finds a removed record when those after it were renumbered", async () => {
  tamper((d) =>
    d.exec(`DELETE FROM "Entry" WHERE stream = 'console' AND number = 7;
      UPDATE "Entry" SET number = number - 1 WHERE stream = 'console' AND number > 7`),
  );
  expect(await open.verifyAll()).toMatchObject({ kind: "broken", stream: "console", number: 7 });
});

test("finds a changed record whose stream was hashed anew by the head that was sealed", async () => {
  tamper((d) => {
    change3(d);
    rehash(d, "console");
  });
  expect(await open.verifyAll()).toEqual({ kind: "broken", stream: "console", number: 25, reason: "sealed-head" });
});

test("finds a changed record whose stream and head chain were hashed anew without the key", async () => {
  tamper((d) => {
    change3(d);
    rehash(d, "console");
    const hash = rowsOf(d, "console")[24]?.hash;
    for (const { number, body } of rowsOf(d, "heads")) {
      const entry = JSON.parse(body) as { data: { heads: { number: number; hash: string | undefined }[] } };
      for (const head of entry.data.heads) head.hash = hash;
      d.prepare(`UPDATE "Entry" SET body = ? WHERE stream = 'heads' AND number = ?`).run(canonicalJson(entry), number);
    }
    rehash(d, "heads");
  });
  expect(await open.verifyAll()).toEqual({ kind: "broken", stream: "heads", number: 1, reason: "seal" });
});

test.each([
  ["taken off", "unsealed"],
  ["made with another key", "other-key"],
] as const)("finds a seal that was %s", async (how, reason) => {
  tamper((d) => {
    const [row] = rowsOf(d, "heads");
    if (!row) throw new Error("no heads record");
    const entry = JSON.parse(row.body) as { data: { heads: { stream: string; number: number; hash: string }[] } };
    const { heads } = entry.data;
    const other = makeSealer("another key");
    const data =
      how === "taken off" ? { heads } : { heads, keyId: other.keyId, seal: other.seal(sealedText(row, heads)) };
    d.prepare(`UPDATE "Entry" SET body = ? WHERE stream = 'heads' AND number = 1`).run(
      canonicalJson({ ...entry, data }),
    );
    rehash(d, "heads");
  });
  expect(await open.verifyAll()).toEqual({ kind: "broken", stream: "heads", number: 1, reason });
});

test("finds a stream that was cut off below a sealed head", async () => {
  tamper((d) => {
    d.exec(`DELETE FROM "Entry" WHERE stream = 'console' AND number > 20`);
    rehash(d, "console");
  });
  expect(await open.verifyAll()).toEqual({ kind: "broken", stream: "console", number: 21, reason: "cut" });
});

test("finds a whole run whose journal was removed", async () => {
  const started = {
    kind: "run-started",
    planId: "p",
    planHash: "h",
    procedure: "failover",
    reason: "r",
    person: "g",
  } as const;
  const run = await open.store.createRun(
    { poolFqdn: "pool", procedure: "failover", planId: "p", reason: "r", startedBy: "g" },
    started,
  );
  await open.close();
  await reopen();
  tamper((d) => d.exec(`DELETE FROM "RunEvent"; DELETE FROM "Run"; DELETE FROM "ChainHead" WHERE stream LIKE 'run:%'`));
  expect(await open.verifyAll()).toEqual({ kind: "broken", stream: `run:${run.id}`, number: 1, reason: "cut" });
});

test("says that no seal was checked when there is no key", async () => {
  await open.close();
  await reopen(null);
  expect(await open.verifyAll()).toMatchObject({ kind: "whole", seals: 0 });
});

test("says that it cannot prove what was sealed with a key that is gone", async () => {
  await open.close();
  await reopen("a new key");
  expect(await open.verifyAll()).toMatchObject({ stream: "heads", number: 1, reason: "other-key" });
});
