// npm run bench:history: a million journal records of 5,000 runs (BENCH_RECORDS, BENCH_RUNS for less). Says for each way the history is read
// how its P95 stands beside the same question in raw SQL on the same connection, whose text and plan it prints, and whether it stays flat
// from 10,000 records on; how fast records are appended, each durable; what an export holds in memory while a lease is raised.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { poolFqdn } from "#e2e/fill-history.ts";
import { median } from "./figure.ts";
import { exported } from "./history-export.ts";
import { page, questions } from "./history-questions.ts";
import { type Stand, say, stand } from "./history-stand.ts";
import { over, p95 } from "./p95.ts";

const small = 10_000;
const smallRuns = 500;
const records = Number(process.env.BENCH_RECORDS ?? 1_000_000);
const runs = Number(process.env.BENCH_RUNS ?? 5_000);
const bounds = { ratio: 1.5, growth: 2 };

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
    say(`${name}, P95`, median(ours), "ms", null);
    say(`${name}, P95 of raw SQL`, median(raw), "ms", null);
    say(`${name}, over raw SQL`, over(ours, raw), "times", bounds.ratio);
    say(`${name}, over the same among 10,000 records`, over(ours, small), "times", bounds.growth);
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
  say("steps ever done, and by whom, P95", median(ours), "ms", null);
  say("steps ever done, and by whom, over the same among 10,000 records", over(ours, small), "times", bounds.growth);
}

/** One record after the other, each durable before the next, in turn into both. */
async function appended(few: Stand, many: Stand): Promise<void> {
  const into = async ({ open }: Stand) => {
    const [run] = await open.history.findRuns({ ...page, order: "newest" });
    return () => open.store.append(run?.id ?? "", null, { kind: "step-entered", stepId: "verify" });
  };
  const [ours, small] = await p95([await into(many), await into(few)], 50);
  if (!ours || !small) return;
  say("append, each durable, P95", median(ours), "ms", null);
  say("append, over the same among 10,000 records", over(ours, small), "times", bounds.growth);
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
}

await main();
