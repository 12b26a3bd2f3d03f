import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenStore, openStore } from "./open-store.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const stream = "pool:pchatpool.contoso.local";
let dir: string;
let open: OpenStore;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "store-"));
  open = await openStore({ poolFqdn: "pchatpool.contoso.local", url: `file:${join(dir, "audit.db")}`, migrationsDir });
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const record = (kind: string, n: number, at = stream) =>
  open.store.recordEntry({ stream: at, kind, person: "Anna Rossi", data: { n, home: { content: null } } });

test("gives entries of one stream and these kinds, newest first, with their data as written", async () => {
  for (const n of [1, 2, 3]) await record("stranded-exported", n);
  await record("stranded-waived", 4);
  await record("home-returned", 5);
  await record("stranded-exported", 6, "pool:other");
  const found = await open.store.entries(stream, ["stranded-exported", "stranded-waived"], 3);
  expect(found.map((e) => [e.kind, e.person, e.data])).toEqual([
    ["stranded-waived", "Anna Rossi", { n: 4, home: { content: null } }],
    ["stranded-exported", "Anna Rossi", { n: 3, home: { content: null } }],
    ["stranded-exported", "Anna Rossi", { n: 2, home: { content: null } }],
  ]);
  expect(found.every((e) => !Number.isNaN(Date.parse(e.at)))).toBe(true);
});

test("gives nothing of a stream that does not exist", async () => {
  expect(await open.store.entries("pool:nowhere", ["home-returned"], 10)).toEqual([]);
});
