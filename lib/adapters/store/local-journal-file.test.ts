import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localJournalFile } from "./local-journal-file.ts";

let dir: string;
let path: string;
const now = () => new Date("2026-11-21T10:00:00.000Z");
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "local-"));
  path = join(dir, "local-journal.jsonl");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("gives back what was written, in order, also to the next process", async () => {
  const file = await localJournalFile(path, now);
  expect(await file.read()).toEqual([]);
  for (const n of [1, 2, 3]) await file.append(JSON.stringify({ n, text: "à" }));
  const next = await localJournalFile(path, now);
  expect((await next.read()).map((line) => JSON.parse(line).n)).toEqual([1, 2, 3]);
  await next.append('{"n":4}');
  expect(await file.read()).toHaveLength(4);
});

test("keeps room for a run's events on the disk from the start", async () => {
  await localJournalFile(path, now);
  expect(statSync(path).size).toBe(1024 * 1024);
});

test("leaves out a last line that was cut off, and writes the next one in its place", async () => {
  const file = await localJournalFile(path, now);
  await file.read();
  await file.append('{"n":1}');
  truncateSync(path, 8);
  appendFileSync(path, '{"n":2,"text":"cut o');
  const next = await localJournalFile(path, now);
  expect(await next.read()).toEqual(['{"n":1}']);
});

test("says that it could not be written, and puts the next line where the failed one should have been", async () => {
  const file = await localJournalFile(path, now);
  await file.read();
  await file.append('{"n":1}');
  const kept = readFileSync(path);
  rmSync(path);
  await expect(file.append('{"n":2}')).rejects.toMatchObject({ code: "store-failed" });
  writeFileSync(path, kept);
  await file.append('{"n":3}');
  expect(await file.read()).toEqual(['{"n":1}', '{"n":3}']);
});

test("keeps a journal that was put aside under its time, and begins an empty one", async () => {
  const file = await localJournalFile(path, now);
  await file.read();
  await file.append('{"n":1}');
  await file.putAside();
  expect(await file.read()).toEqual([]);
  expect(readdirSync(dir).sort()).toEqual(["local-journal.jsonl", "local-journal.jsonl.2026-11-21T10-00-00.000Z"]);
});

test("names the file when its folder cannot be written", async () => {
  const locked = join(dir, "locked");
  writeFileSync(locked, "a file where the folder should be");
  chmodSync(locked, 0o400);
  await expect(localJournalFile(join(locked, "x.jsonl"), now)).rejects.toMatchObject({
    code: "store-failed",
    message: expect.stringContaining("x.jsonl"),
  });
});
