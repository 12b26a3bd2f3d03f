import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleText } from "#lib/domain/audit/bundle.ts";
import type { RunQuery } from "#lib/domain/history-port.ts";
import { type OpenStore, openStore } from "./open-store.ts";
import { makeSealer } from "./seal.ts";

const migrationsDir = join(import.meta.dirname, "../../../prisma/migrations");
const poolFqdn = "pchatpool.contoso.local";
const auditKey = "k".repeat(43);
const emptyPlan = createHash("sha256").update("{}").digest("hex");
let dir: string;
let open: OpenStore;
let nowMs = Date.parse("2026-11-01T00:00:00.000Z");

/** 30 runs, one each hour; every third is a failback of Marco's, every fifth failed. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "history-"));
  open = await openStore({
    url: `file:${join(dir, "audit.db")}`,
    migrationsDir,
    poolFqdn,
    auditKey,
    now: () => new Date(nowMs),
  });
  for (let n = 1; n <= 30; n += 1) {
    nowMs += 3_600_000;
    const procedure = n % 3 === 0 ? ("failback" as const) : ("failover" as const);
    const person = n % 3 === 0 ? "Marco Conti" : "Giulia Ferri";
    const reason = `INC-${n}% power`;
    const run = { poolFqdn, procedure, planId: `p${n}`, reason, startedBy: person };
    const { id } = await open.store.createRun(run, {
      kind: "run-started",
      planId: `p${n}`,
      planHash: emptyPlan,
      procedure,
      reason,
      person,
    });
    const outcome = n % 5 === 0 ? "failed" : "succeeded";
    await open.store.append(id, null, { kind: "run-finished", outcome, detail: "" }, { status: outcome });
  }
}, 120_000);
afterAll(async () => {
  await open.close();
  rmSync(dir, { recursive: true, force: true });
});

const labels = async (query: Partial<RunQuery>) =>
  (await open.history.findRuns({ poolFqdn, order: "newest", limit: 100, ...query })).map((r) => r.label);

test.each(["newest", "oldest"] as const)(
  "pages through all runs once, %s first, whatever the page's size",
  async (order) => {
    const seen: string[] = [];
    for (let page = await labels({ order, limit: 7 }); page.length > 0; ) {
      seen.push(...page);
      page = await labels({ order, limit: 7, after: seen.at(-1) ?? "" });
    }
    const all = Array.from({ length: 30 }, (_, i) => `R-${String(i + 1).padStart(4, "0")}`);
    expect(seen).toEqual(order === "oldest" ? all : all.reverse());
  },
);

test("a run that starts while somebody reads does not shift the next page", async () => {
  const first = await labels({ limit: 10 });
  expect(await labels({ limit: 10, after: first.at(-1) ?? "" })).not.toContain(first.at(-1));
  expect((await labels({ limit: 1, after: "R-0021" }))[0]).toBe("R-0020");
});

test("filters by kind, outcome, person, text and period together", async () => {
  expect(await labels({ procedure: "failback", statuses: ["failed"] })).toEqual(["R-0030", "R-0015"]);
  expect(await labels({ startedBy: "Marco Conti", from: "2026-11-02T00:00:00.000Z" })).toEqual([
    "R-0030",
    "R-0027",
    "R-0024",
  ]);
  expect(await labels({ until: "2026-11-01T03:00:00.000Z" })).toEqual(["R-0002", "R-0001"]);
  expect(await labels({ poolFqdn: "other.contoso.local" })).toEqual([]);
});

test("takes what was typed as text, not as a pattern", async () => {
  expect(await labels({ text: "inc-7%" })).toEqual(["R-0007"]);
  expect(await labels({ text: "' OR 1=1 --" })).toEqual([]);
});

test("counts by status over all pages and names everybody who started a run", async () => {
  expect(await open.history.countRuns({ poolFqdn, order: "newest", limit: 1 })).toEqual({ failed: 6, succeeded: 24 });
  expect(await open.history.starters(poolFqdn)).toEqual(["Giulia Ferri", "Marco Conti"]);
});

test("pages through the entries of one stream, newest first, of one kind", async () => {
  const stream = `pool:${poolFqdn}`;
  await open.store.recordEntry({ stream, kind: "run-signed-off", person: "Anna Rossi", data: {} });
  const first = await open.history.findEntries({ stream, limit: 2 });
  expect(first.map((e) => [e.number, e.kind])).toEqual([
    [31, "run-signed-off"],
    [30, "run-started"],
  ]);
  const next = await open.history.findEntries({ stream, kind: "run-started", before: 30, limit: 1 });
  expect(next.map((e) => e.number)).toEqual([29]);
});

test("filters the entries of one stream by person and period together", async () => {
  const stream = `pool:${poolFqdn}`;
  const all = await open.history.findEntries({ stream, limit: 1_000 });
  const one = all[5];
  if (!one) throw new Error("there are too few entries");
  const until = new Date(Date.parse(one.at) + 1).toISOString();
  const period = { stream, limit: 1_000, from: one.at, until };
  const same = all.filter((e) => e.at === one.at && e.person === one.person).map((e) => e.number);
  const found = async (person: string) => (await open.history.findEntries({ ...period, person })).map((e) => e.number);
  expect(await found(one.person.slice(0, 4).toUpperCase())).toEqual(same);
  expect(await found("nobody of this name")).toEqual([]);
});

test("asks the database by its keys, never for the whole table", async () => {
  const plan = await open.prisma.$queryRawUnsafe<readonly { detail: string }[]>(
    `EXPLAIN QUERY PLAN SELECT * FROM "Run" WHERE "poolFqdn" = 'x' AND "number" < 500 ORDER BY "number" DESC LIMIT 51`,
  );
  expect(plan.map((row) => row.detail).join(" ")).toMatch(
    /USING INDEX Run_poolFqdn_number_idx \(poolFqdn=\? AND number<\?\)/,
  );
});

test("gives a run's evidence as stored: it verifies without the console, with the installation's key and without", async () => {
  const [run] = await open.history.findRuns({ poolFqdn, order: "newest", limit: 1 });
  if (!run) throw new Error("no run");
  const pinned = "{}";
  const hash = createHash("sha256").update(pinned).digest("hex");
  const evidence = await open.history.evidenceOf(run.id);
  const parts = { createdAt: "", createdBy: "", plan: { id: "p", hash, pinned, view: "{}" }, run, ...evidence };
  const file = join(dir, "evidence.jsonl");
  writeFileSync(file, bundleText(parts));
  const verified = (...options: string[]) => {
    const verifier = join(import.meta.dirname, "../../../scripts/verify-evidence.mjs");
    const { stdout, stderr } = spawnSync(process.execPath, [verifier, file, ...options], {
      encoding: "utf8",
    });
    return stdout + stderr;
  };
  const head = await open.history.headOf(run.id);
  const { publicKey } = makeSealer(auditKey);
  const whole = `whole: 2 records, 1 seals, last hash ${head?.hash}\nsigned by ${publicKey}`;
  for (const [name, key] of [
    ["ours", auditKey],
    ["another", "another"],
  ] as const)
    writeFileSync(join(dir, name), key);
  expect(verified("--key", join(dir, "ours"))).toBe(`${whole}\n`);
  expect(verified("--public-key", publicKey)).toBe(`${whole}\n`);
  expect(verified()).toBe(`${whole}: compare it with the public key that you keep\n`);
  expect(verified("--key", join(dir, "another"))).toMatch(
    /^NOT whole. First at seal \d+: it was not made with this key/,
  );
  const { publicKey: foreign } = makeSealer("another");
  expect(verified("--public-key", foreign)).toMatch(/^NOT whole. First at seal \d+: it was not signed with this key/);
  // Somebody without the key moves the seal to another time and makes its own hash anew: the signature does not fit.
  const forged = evidence.seals.map((seal) => {
    const body = seal.body.replace(/"at":"[^"]+"/, '"at":"2020-01-01T00:00:00.000Z"');
    return { ...seal, body, hash: createHash("sha256").update(seal.previousHash).update(body).digest("hex") };
  });
  writeFileSync(file, bundleText({ ...parts, seals: forged }));
  expect(verified()).toMatch(/^NOT whole. First at seal \d+: its signature does not fit its text/);
});
