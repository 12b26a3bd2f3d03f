// npm run bench:history: a million journal records of 5,000 runs (BENCH_RECORDS, BENCH_RUNS for less). Says for each way the history is read
// how its P95 stands beside the same question in raw SQL on the same connection, whose text and plan it prints, and whether it stays flat
// from 10,000 records on; how fast records are appended, each durable; what an export holds in memory while a lease is raised.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { type OpenStore, openStore } from "#lib/adapters/store/open-store.ts";
import { say as sayFigure } from "./figure.ts";
import { fillHistory, poolFqdn } from "./fill-history.ts";

const small = 10_000;
const smallRuns = 500;
const records = Number(process.env.BENCH_RECORDS ?? 1_000_000);
const runs = Number(process.env.BENCH_RUNS ?? 5_000);
/** Asked before anything counts: what is compiled while it runs is no property of the question. */
const warmUps = 100;
const bounds = { ratio: 1.5, growth: 2, exportMb: 64, leaseMs: 5_000 };
const migrationsDir = join(import.meta.dirname, "../prisma/migrations");
let isGood = true;

function say(name: string, value: number, unit: string, goal: number | null): void {
  const ok = goal === null || value <= goal;
  if (!ok) isGood = false;
  sayFigure({ name: `history: ${name}`, value, unit, goal: goal === null ? "none" : `at most ${goal}`, ok });
}

type Question = {
  readonly name: string;
  readonly ask: (open: OpenStore) => Promise<unknown>;
  readonly sql: string;
};

const page = { poolFqdn, limit: 51 } as const;
const columns = `"id", "label", "poolFqdn", "procedure", "planId", "status", "reason", "startedBy", "startedAt", "finishedAt", "lossFewest", "lossMost"`;
const ofPool = `SELECT ${columns} FROM "Run" WHERE "poolFqdn" = '${poolFqdn}'`;

function questions(count: number): readonly Question[] {
  const deep = Math.floor(count / 2);
  const label = `R-${String(deep).padStart(4, "0")}`;
  return [
    {
      name: "first page",
      ask: ({ history }) => history.findRuns({ ...page, order: "newest" }),
      sql: `${ofPool} ORDER BY "number" DESC LIMIT 51`,
    },
    {
      name: "filtered page",
      ask: ({ history }) => history.findRuns({ ...page, order: "newest", procedure: "failback", statuses: ["failed"] }),
      sql: `${ofPool} AND "procedure" = 'failback' AND "status" IN ('failed') ORDER BY "number" DESC LIMIT 51`,
    },
    {
      name: "deep page by key",
      ask: ({ history }) => history.findRuns({ ...page, order: "newest", after: label }),
      sql: `${ofPool} AND "number" < ${deep} ORDER BY "number" DESC LIMIT 51`,
    },
    {
      name: "search",
      ask: ({ history }) => history.findText({ ...page, words: "restore log mgc" }),
      sql: `SELECT t.rowid AS key, t.runId, r.label, t.number, t.at, snippet("RunText", 3, char(2), char(3), '…', 24) AS excerpt FROM "RunText" t JOIN "Run" r ON r.id = t.runId WHERE "RunText" MATCH '"restore" "log" "mgc"' AND t.rowid < ${Number.MAX_SAFE_INTEGER} AND r.poolFqdn = '${poolFqdn}' ORDER BY t.rowid DESC LIMIT 51`,
    },
    {
      name: "summary",
      ask: ({ history }) => history.countRuns({ ...page, order: "newest" }),
      sql: `SELECT "status", "count" FROM "RunCount" WHERE "poolFqdn" = '${poolFqdn}' AND "count" > 0`,
    },
    {
      name: "summary, of failovers",
      ask: ({ history }) => history.times({ ...page, order: "newest", limit: 200 }),
      sql: `SELECT "id", "label", "procedure", "startedAt", "backSeconds", "targetSeconds", "lossMost" FROM "Run" WHERE "poolFqdn" = '${poolFqdn}' AND "procedure" IN ('failover', 'mirror-failover') AND "finishedAt" IS NOT NULL ORDER BY "number" DESC LIMIT 200`,
    },
  ];
}

/** 95 of 100 take no longer: of the clock, and of this process's own work, which other programs on the machine do not change. */
type Taken = { readonly wallMs: number; readonly workMs: number };

/** Each work once in turn, so that all meet the same machine. */
async function p95(works: readonly (() => Promise<unknown>)[], times = 600): Promise<readonly Taken[]> {
  const taken = works.map((): { wall: number[]; own: number[] } => ({ wall: [], own: [] }));
  for (let n = -warmUps; n < times; n += 1) {
    for (const [i, work] of works.entries()) {
      const [from, cpu] = [performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(cpu);
      if (n < 0) continue;
      taken[i]?.wall.push(performance.now() - from);
      taken[i]?.own.push((user + system) / 1_000);
    }
  }
  const at = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(times * 0.95)] ?? Number.NaN;
  return taken.map(({ wall, own }) => ({ wallMs: at(wall), workMs: at(own) }));
}

type Stand = { readonly open: OpenStore; readonly runs: number };

/** Each question of both databases and its raw SQL, all four in turn: whatever else the machine does meets all alike. */
async function measured(few: Stand, many: Stand): Promise<void> {
  const ofFew = questions(few.runs);
  for (const [i, { name, ask, sql }] of questions(many.runs).entries()) {
    const same = ofFew[i];
    if (!same) continue;
    const [ours, raw, small] = await p95([
      () => ask(many.open),
      () => many.open.prisma.$queryRawUnsafe(sql),
      () => same.ask(few.open),
    ]);
    if (!ours || !raw || !small) continue;
    const { prisma } = many.open;
    const plan = await prisma.$queryRawUnsafe<readonly { readonly detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`);
    console.log(`${name}: ${sql}\n  ${plan.map((row) => row.detail).join("\n  ")}`);
    say(`${name}, P95`, ours.wallMs, "ms", null);
    say(`${name}, P95 of its work`, ours.workMs, "ms", null);
    say(`${name}, P95 of the work of raw SQL`, raw.workMs, "ms", null);
    say(`${name}, over raw SQL`, ours.workMs / raw.workMs, "times", bounds.ratio);
    say(`${name}, over the same among 10,000 records`, ours.workMs / small.workMs, "times", bounds.growth);
  }
}

/** What else the history's page asks for at each visit: it has no sensible raw text to lay beside, but must stay flat. */
async function askedOnPage(few: Stand, many: Stand): Promise<void> {
  const ask =
    ({ open: { history } }: Stand) =>
    () =>
      Promise.all([history.stepsDone(poolFqdn), history.starters(poolFqdn)]);
  const [ours, small] = await p95([ask(many), ask(few)]);
  if (!ours || !small) return;
  say("steps ever done, and by whom, P95", ours.wallMs, "ms", null);
  say(
    "steps ever done, and by whom, over the same among 10,000 records",
    ours.workMs / small.workMs,
    "times",
    bounds.growth,
  );
}

/** One record after the other, each durable before the next, in turn into both. */
async function appended(few: Stand, many: Stand): Promise<void> {
  const into = async ({ open }: Stand) => {
    const [run] = await open.history.findRuns({ ...page, order: "newest" });
    return () => open.store.append(run?.id ?? "", null, { kind: "step-entered", stepId: "verify" });
  };
  const [ours, small] = await p95([await into(many), await into(few)], 200);
  if (!ours || !small) return;
  say("append, each durable, P95", ours.wallMs, "ms", null);
  say("append, over the same among 10,000 records", ours.workMs / small.workMs, "times", bounds.growth);
}

/** Reads the whole of every journal as an export does, while a lease is raised. */
async function exported(open: OpenStore): Promise<void> {
  const token = await open.store.takeLease(poolFqdn, "bench", null);
  let late = 0;
  let going = true;
  const lease = (async () => {
    while (going) {
      const from = performance.now();
      await pause(200);
      await open.store.raiseLease(poolFqdn, token ?? 0);
      late = Math.max(late, performance.now() - from - 200);
    }
  })();
  global.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  let lines = 0;
  const all = await open.prisma.run.findMany({ select: { id: true } });
  for (const { id: runId } of all) {
    for (let after = 0; ; ) {
      const read = await open.history.records({ runId, after, limit: 500 });
      lines += read.length;
      most = Math.max(most, process.memoryUsage().rss);
      after = read.at(-1)?.number ?? after;
      if (read.length < 500) break;
    }
  }
  going = false;
  await lease;
  say("export, records read", lines, "records", null);
  say("export, memory beyond the start", (most - before) / 2 ** 20, "MB", bounds.exportMb);
  say("export, longest that raising the lease waited", late, "ms", bounds.leaseMs);
}

/** A database of its own with so many runs, filled. */
async function stand(dir: string, at: { readonly runs: number; readonly each: number }): Promise<Stand> {
  const path = join(dir, `audit-${at.runs}.db`);
  const open = await openStore({ url: `file:${path}`, migrationsDir, auditKey: "k".repeat(43) });
  console.log(`${fillHistory(path, { from: 0, ...at })} records of ${at.runs} runs`);
  return { open, runs: at.runs };
}

async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "pchat-bench-history-"));
  try {
    // As many runs as fill a page and its figures, or the small one would be asked for less.
    const few = await stand(dir, { runs: smallRuns, each: Math.round(small / smallRuns) });
    const many = await stand(dir, { runs, each: Math.round(records / runs) });
    await measured(few, many);
    await askedOnPage(few, many);
    await appended(few, many);
    await exported(many.open);
    await Promise.all([few.open.close(), many.open.close()]);
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exitCode = isGood ? 0 : 1;
}

await main();
