import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp, restore, verifyFile } from "./backup.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import { soleRunner } from "./sole-runner.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const auditKey = "k".repeat(43);
const now = () => new Date("2026-11-21T10:00:00.000Z");
let dir: string;
let file: string;
let copy: string;
let open: OpenStore;
const reopen = async () => {
  open = await openStore({ url: `file:${file}`, migrationsDir, auditKey });
};
const record = (n: number) =>
  open.store.recordEntry({ stream: "console", kind: "signed-in", person: "Giulia Ferri", data: { n } });
const count = async () => (await open.history.findEntries({ stream: "console", limit: 1 }))[0]?.number ?? 0;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "backup-"));
  file = join(dir, "audit.db");
  copy = join(dir, "copies", "audit-copy.db");
  await reopen();
  for (let n = 1; n <= 30; n += 1) await record(n);
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

test("restores the copy, sets aside what was there, says so in the audit, and the chains go on", async () => {
  await backUp(file, copy, auditKey);
  await record(31);
  await open.close();
  const { setAside, sha256 } = await restore(copy, file, { auditKey, migrationsDir, now });
  await reopen();
  const [newest, before] = await open.history.findEntries({ stream: "console", limit: 2 });
  expect(newest).toMatchObject({ number: 31, kind: "audit-restored", data: { sha256 } });
  expect(before).toMatchObject({ number: 30, data: { n: 30 } });
  await record(32);
  expect((await open.verifyAll()).kind).toBe("whole");
  expect((await verifyFile(setAside ?? "", auditKey)).verdict.kind).toBe("whole");
});

test("refuses a copy in which one byte of one record differs, names it, and leaves the database as it was", async () => {
  await backUp(file, copy, auditKey);
  const database = new Database(copy);
  database.exec(
    `DROP TRIGGER "Entry_no_update"; UPDATE "Entry" SET body = replace(body, '"n":7}', '"n":8}') WHERE number = 7`,
  );
  database.close();
  await open.close();
  await expect(restore(copy, file, { auditKey, migrationsDir, now })).rejects.toMatchObject({
    code: "store-failed",
    data: { stream: "console", number: 7, reason: "hash" },
  });
  expect(readdirSync(dir).filter((name) => name.includes("before"))).toEqual([]);
  await reopen();
  expect(await count()).toBe(30);
});

test("refuses to restore under a console that uses the database, and to back up over a file", async () => {
  await backUp(file, copy, auditKey);
  await expect(backUp(file, copy, auditKey)).rejects.toMatchObject({ code: "conflict" });
  const console_ = soleRunner(file);
  expect(console_.hold()).toBe("held");
  await expect(restore(copy, file, { auditKey, migrationsDir, now })).rejects.toMatchObject({ code: "conflict" });
  console_.release();
});
