import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenStore, openStore } from "#lib/adapters/store/open-store.ts";
import { type ChainRecord, canonicalJson, nextRecord } from "#lib/domain/audit/chain.ts";
import type { ExportRow } from "#lib/domain/export/rows.ts";
import { historyFilter } from "#lib/domain/history-filter.ts";
import { pool } from "#lib/engine/testing/fake-pool.ts";
import type { ServiceConsole, ServiceContext } from "./context.ts";
import { type ExportPages, exportActs, exportJournal, exportRuns } from "./export-history.ts";

let dir: string;
let open: OpenStore;
const runId = "run-1";
const count = 1_204;

/** More runs than two pages hold, and one long journal. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "export-"));
  const migrationsDir = join(import.meta.dirname, "../../prisma/migrations");
  open = await openStore({ url: `file:${join(dir, "audit.db")}`, migrationsDir, poolFqdn: pool.fqdn });
  const row = { poolFqdn: pool.fqdn, procedure: "failover", status: "failed", reason: "r", startedBy: "p" };
  const startedAt = "2026-11-21T10:00:00.000Z";
  await open.prisma.run.createMany({
    data: Array.from({ length: count }, (_, i) => {
      const number = i + 1;
      return {
        ...row,
        id: `run-${number}`,
        number,
        label: `R-${String(number).padStart(4, "0")}`,
        planId: `p${number}`,
        startedAt,
      };
    }),
  });
  const records: ChainRecord[] = [];
  for (let number = 1; number <= 621; number += 1) {
    const body = canonicalJson({ v: 1, runId, number, at: startedAt, kind: "paused" });
    records.push(nextRecord(records.at(-1) ?? null, body));
  }
  await open.prisma.runEvent.createMany({
    data: records.map((record) => ({ ...record, runId, at: startedAt, kind: "paused" })),
  });
});
afterAll(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const as = (role: "viewer" | "nobody"): ServiceContext => ({
  actor: { id: "7", name: "Anna Rossi", role: role as "viewer" },
  console: { pool, store: open.store, history: open.history } as unknown as ServiceConsole,
});
const lines = async (pages: ExportPages | undefined) => {
  const all: ExportRow[] = [];
  for await (const page of pages ?? []) all.push(...page);
  return all;
};

test.each(["newest", "oldest"])("takes every run once, %s first, over all pages", async (order) => {
  const runs = (await lines(await exportRuns(as("viewer"), historyFilter.parse({ order })))).map((line) => line.run);
  const all = Array.from({ length: count }, (_, i) => `R-${String(i + 1).padStart(4, "0")}`);
  expect(runs).toEqual(order === "oldest" ? all : all.reverse());
});

test("takes a journal's every record in order, with the chain and times with their offset", async () => {
  const all = await lines((await exportJournal(as("viewer"), { runId }))?.pages);
  expect(all.map((line) => line.record)).toEqual(Array.from({ length: 621 }, (_, i) => i + 1));
  expect(all.slice(1).every((line, i) => line.previousHash === all[i]?.hash)).toBe(true);
  expect(all[0]?.at).toMatch(/^2\d{3}-\d\d-\d\dT[\d:.]+\+00:00$/);
  expect(await exportJournal(as("viewer"), { runId: "none" })).toBeNull();
});

test("records who took what before the first line leaves", async () => {
  const pages = await exportActs(as("viewer"), { of: "pool" });
  expect((await lines(pages))[0]).toMatchObject({ act: "history-exported", person: "Anna Rossi" });
});

test("refuses who may not read the history before anything is read", async () => {
  await expect(exportRuns(as("nobody"), historyFilter.parse({}))).rejects.toMatchObject({ code: "not-allowed" });
});
