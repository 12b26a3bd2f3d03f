import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenStore, openStore } from "./open-store.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
let dir: string;
let open: OpenStore;
let runId: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "full-"));
  open = await openStore({
    poolFqdn: "pchatpool.contoso.local",
    url: `file:${join(dir, "audit.db")}`,
    migrationsDir,
    auditKey: "k".repeat(43),
  });
  const run = { poolFqdn: "pool", procedure: "failover" as const, planId: "p", reason: "r", startedBy: "g" };
  const first = {
    kind: "run-started",
    planId: "p",
    planHash: "h",
    procedure: "failover",
    reason: "r",
    person: "g",
  } as const;
  runId = (await open.store.createRun(run, first)).id;
});
afterEach(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const append = (stepId: string) => open.store.append(runId, null, { kind: "step-entered", stepId });
const pages = async () =>
  Number((await open.prisma.$queryRawUnsafe<{ page_count: bigint }[]>("PRAGMA page_count"))[0]?.page_count);
const pagesAllowed = (count: number) => open.prisma.$queryRawUnsafe(`PRAGMA max_page_count = ${count}`);

test("says that the database is full, reads on, and writes again when there is room", async () => {
  await pagesAllowed(await pages());
  for (let n = 0; n < 3; n += 1)
    await expect(append("x".repeat(20_000))).rejects.toMatchObject({ code: "store-failed" });
  expect(await open.store.events(runId)).toHaveLength(1);
  await pagesAllowed(1_000_000);
  expect(await append("a")).toMatchObject({ number: 2 });
  expect(await open.verifyAll()).toMatchObject({ kind: "whole" });
});

test("goes on with the next transaction when a commit itself failed", async () => {
  const other = open.prisma.$transaction(async (tx) => {
    await tx.chainHead.create({ data: { stream: "s", number: 1, hash: "" } });
    await tx.$executeRawUnsafe("COMMIT"); // what Prisma commits next is gone
  });
  await expect(other).rejects.toThrow("no transaction is active");
  expect(await append("a")).toMatchObject({ number: 2 });
});
