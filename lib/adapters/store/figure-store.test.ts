import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { spanOf } from "#lib/domain/figures/thin-figures.ts";
import { type OpenStore, openStore } from "./open-store.ts";

const pool = "pchatpool.contoso.local";
const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
let dir: string;
let open: OpenStore;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "figures-"));
  open = await openStore({ url: `file:${join(dir, "audit.db")}`, migrationsDir, poolFqdn: "pchatpool.contoso.local" });
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const row = (at: string, value: number, grain = 0) => ({ grain, at, figures: { "copy-lag": spanOf(value) } });

test("gives figures back as they were kept, oldest first, of one grain and one time", async () => {
  const { store } = open;
  const span = { grain: 300, at: "2026-11-21T10:00:00.000Z", figures: { x: { least: 1, most: 9, sum: 30, count: 4 } } };
  await store.saveFigures(pool, row("2026-11-21T10:00:15.000Z", 2));
  await store.saveFigures(pool, row("2026-11-21T10:00:00.000Z", 1.5));
  await store.saveFigures(pool, span);
  await store.saveFigures("another.contoso.local", row("2026-11-21T10:00:00.000Z", 7));
  const of = { from: "2026-11-21T10:00:00.000Z", to: "2026-11-21T10:00:15.001Z" };
  expect(await store.figures(pool, { grain: 0, ...of })).toEqual([
    row("2026-11-21T10:00:00.000Z", 1.5),
    row("2026-11-21T10:00:15.000Z", 2),
  ]);
  expect(await store.figures(pool, { grain: 300, ...of })).toEqual([span]);
  expect(await store.newestFigures(pool, 0)).toBe("2026-11-21T10:00:15.000Z");
  expect(await store.newestFigures(pool, 3_600)).toBeNull();
});

test("replaces what was kept for the same time, and forgets what is older than a time", async () => {
  const { store } = open;
  await store.saveFigures(pool, row("2026-11-21T10:00:00.000Z", 1));
  await store.saveFigures(pool, row("2026-11-21T10:00:00.000Z", 3));
  await store.saveFigures(pool, row("2026-11-21T11:00:00.000Z", 4));
  const all = { grain: 0, from: "", to: "3" };
  expect((await store.figures(pool, all)).map(({ figures }) => figures["copy-lag"]?.most)).toEqual([3, 4]);
  await store.dropFigures(pool, 0, "2026-11-21T11:00:00.000Z");
  expect((await store.figures(pool, all)).map(({ figures }) => figures["copy-lag"]?.most)).toEqual([4]);
});
